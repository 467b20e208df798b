package dev.actzoo.data.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for the bytes of a file from some byte on.
 *
 * <p>It is {@link HttpURLConnection}'s and not {@code java.net.http}'s because only that has a time
 * limit for each read and takes proxies as system properties name them. Redirects are followed
 * here: at most {@link #MOST_REDIRECTS}, never in a circle and never from https to http.
 */
final class Response implements Closeable {
  static final int MOST_REDIRECTS = 5;
  static final int RANGE_NOT_SATISFIABLE = 416;

  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");
  private static final int LONGEST_RETRY_AFTER = 300;

  private final HttpURLConnection connection;
  private final int status;

  private Response(HttpURLConnection connection, int status) {
    this.connection = connection;
    this.status = status;
  }

  /**
   * Asks for a file.
   *
   * @param from the first byte asked for
   * @param validator what the server said of the bytes that are here, so that it does not go on
   *     with another file; null if it said nothing
   * @throws RefusedException if this address does not give the file, now or ever
   */
  static Response to(
      URI url, long from, @Nullable String validator, Proxies proxies, Patience patience)
      throws IOException {
    Set<URI> seen = new HashSet<>();
    URI next = url;
    while (true) {
      if (!seen.add(next)) {
        throw RefusedException.forGood("redirects in a circle");
      }
      if (seen.size() > MOST_REDIRECTS + 1) {
        throw RefusedException.forGood("redirects more than " + MOST_REDIRECTS + " times");
      }
      HttpURLConnection connection = proxies.open(next);
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(Math.toIntExact(patience.connect().toMillis()));
      connection.setReadTimeout(Math.toIntExact(patience.read().toMillis()));
      connection.setRequestProperty("User-Agent", "actzoo");
      connection.setRequestProperty("Accept-Encoding", "identity");
      if (from > 0) {
        connection.setRequestProperty("Range", "bytes=" + from + "-");
        if (validator != null) {
          connection.setRequestProperty("If-Range", validator);
        }
      }
      int status = connection.getResponseCode();
      if (REDIRECTS.contains(status)) {
        next = target(next, connection);
        connection.disconnect();
      } else {
        Response response = new Response(connection, status);
        response.requireFile();
        return response;
      }
    }
  }

  private static URI target(URI from, HttpURLConnection connection) {
    String location = connection.getHeaderField("Location");
    URI target;
    try {
      target = from.resolve(String.valueOf(location).strip());
    } catch (IllegalArgumentException e) {
      throw RefusedException.forGood("redirects to '" + location + "', which is no address");
    }
    boolean http = "http".equals(target.getScheme());
    if (location == null || !(http || "https".equals(target.getScheme()))) {
      throw RefusedException.forGood("redirects to '" + location + "', which is not http");
    }
    if (http && "https".equals(from.getScheme())) {
      throw RefusedException.forGood("redirects from https to http");
    }
    return target;
  }

  private void requireFile() throws IOException {
    if (status == HttpURLConnection.HTTP_OK
        || status == HttpURLConnection.HTTP_PARTIAL
        || status == RANGE_NOT_SATISFIABLE) {
      String encoding = connection.getContentEncoding();
      if (encoding != null && !encoding.equals("identity")) {
        close();
        throw RefusedException.forGood("sends the file encoded as " + encoding);
      }
      return;
    }
    Duration after = retryAfter();
    close();
    String answer = "answers " + status;
    if (status >= 500 || PASSING.contains(status)) {
      throw RefusedException.forNow(answer, after);
    }
    throw RefusedException.forGood(answer);
  }

  private Duration retryAfter() {
    String value = connection.getHeaderField("Retry-After");
    return value != null && value.matches("\\d{1,6}")
        ? Duration.ofSeconds(Math.min(Integer.parseInt(value), LONGEST_RETRY_AFTER))
        : Duration.ZERO;
  }

  int status() {
    return status;
  }

  /** The number of the first byte that comes; -1 if the server does not tell it plainly. */
  long first() {
    if (status != HttpURLConnection.HTTP_PARTIAL) {
      return 0;
    }
    Matcher range = range();
    return range.matches() ? Long.parseLong(range.group(1)) : -1;
  }

  /** The bytes of the whole file as the server tells; -1 if it does not. */
  long total() {
    if (status != HttpURLConnection.HTTP_PARTIAL) {
      return connection.getContentLengthLong();
    }
    Matcher range = range();
    return range.matches() && !range.group(3).equals("*") ? Long.parseLong(range.group(3)) : -1;
  }

  private Matcher range() {
    return RANGE.matcher(String.valueOf(connection.getHeaderField("Content-Range")));
  }

  /** What names this very version of the file: a strong entity tag, or else its date. */
  @Nullable String validator() {
    String tag = connection.getHeaderField("ETag");
    return tag != null && tag.startsWith("\"") ? tag : connection.getHeaderField("Last-Modified");
  }

  InputStream content() throws IOException {
    return connection.getInputStream();
  }

  /** Ends the connection, whatever of the answer is still to come. */
  @Override
  public void close() {
    connection.disconnect();
  }
}
