package dev.actzoo.data.store;

import dev.actzoo.data.Download;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Downloads a file from the first of its addresses that gives it.
 *
 * <p>What has come stays when the connection breaks, and the next try asks for the rest: with the
 * version's name, so that a server whose file has changed sends all of it. An address is given up
 * when it refuses, when it gives other bytes than those described from their beginning, or when it
 * gave nothing new in several tries with pauses that double. Whatever servers say, the file gets
 * its name only when its checksum is the one described.
 *
 * @param patience how long it waits and how often it tries
 * @param waiting the clock and the sleep
 * @param proxies what connections go through
 * @param listener who is told
 */
public record Downloader(
    Patience patience, Waiting waiting, Proxies proxies, FetchListener listener) {
  private static final int BUFFER = 1 << 16;

  /**
   * Downloads a file.
   *
   * @throws FetchException if no address gives it, or the disk does not take it
   */
  void download(Download download, Path whole) throws InterruptedException {
    PartialFile part = new PartialFile(whole);
    List<String> failures = new ArrayList<>();
    for (URI url : download.urls()) {
      if (!failures.isEmpty()) {
        listener.note(failures.get(failures.size() - 1) + "; trying " + url);
      }
      try {
        fetchFrom(url, download, part);
        part.become(whole);
        return;
      } catch (RefusedException e) {
        failures.add(url + " " + e.getMessage());
      }
    }
    throw new FetchException(String.join("; ", failures));
  }

  private void fetchFrom(URI url, Download download, PartialFile part) throws InterruptedException {
    int failures = 0;
    while (true) {
      long before = part.size();
      Duration pause = Duration.ZERO;
      String reason;
      try {
        boolean fromTheBeginning = transfer(url, download, part);
        String difference = part.fingerprint().difference(download);
        if (difference == null) {
          return;
        }
        part.discard();
        if (fromTheBeginning) {
          throw RefusedException.forGood("gives another file: " + difference);
        }
        reason = "the parts do not make up the file";
      } catch (RefusedException e) {
        if (e.forGood()) {
          throw e;
        }
        reason = e.getMessage();
        pause = e.after();
      } catch (UnknownHostException e) {
        throw RefusedException.forGood("is unknown here (no such host, or no network)");
      } catch (SSLException e) {
        if (isAboutTrust(e)) {
          throw RefusedException.forGood(
              "shows a certificate that is not trusted here (%s)".formatted(e.getMessage()));
        }
        reason = "broke off: " + e.getMessage();
      } catch (IOException e) {
        reason =
            "broke off: "
                + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
      }
      failures = part.size() > before ? 1 : failures + 1;
      if (failures >= patience.tries()) {
        throw RefusedException.forGood("%s, %d times".formatted(reason, failures));
      }
      Duration usual = patience.pause(failures);
      pause = pause.compareTo(usual) > 0 ? pause : usual;
      listener.note("%s %s; trying again in %d s".formatted(url, reason, pause.toSeconds()));
      waiting.sleep(pause);
    }
  }

  private static boolean isAboutTrust(SSLException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof GeneralSecurityException) {
        return true;
      }
    }
    return failure instanceof SSLPeerUnverifiedException;
  }

  /**
   * Gets what is missing, up to the end of the file.
   *
   * @return whether all of it came in this one transfer
   */
  private boolean transfer(URI url, Download download, PartialFile part) throws IOException {
    long expected = download.bytes() == null ? -1 : download.bytes();
    if (expected >= 0 && part.size() > expected) {
      part.discard();
    }
    if (part.size() == expected) {
      return false;
    }
    long have = part.size();
    try (Response response = Response.to(url, have, part.validator(url), proxies, patience)) {
      if (response.status() == Response.RANGE_NOT_SATISFIABLE
          || response.status() == HttpURLConnection.HTTP_PARTIAL && response.first() != have) {
        part.discard();
        throw new IOException("cannot go on at byte " + have);
      }
      if (expected >= 0 && response.total() >= 0 && response.total() != expected) {
        throw RefusedException.forGood(
            "offers %d bytes, expected %d".formatted(response.total(), expected));
      }
      if (response.first() == 0 && have > 0) {
        part.discard();
        have = 0;
      }
      part.comesFrom(url, response.validator());
      long total = expected >= 0 ? expected : response.total();
      receive(response.content(), download.name(), part, have, total);
      return have == 0;
    }
  }

  private void receive(InputStream content, String name, PartialFile part, long have, long total)
      throws IOException {
    listener.began(name, have, total);
    long most = total >= 0 ? total : Staging.MOST_BYTES;
    byte[] buffer = new byte[BUFFER];
    try (FileChannel channel = part.append()) {
      long windowStart = waiting.nanoTime();
      long inWindow = 0;
      for (int read; (read = content.read(buffer)) >= 0; ) {
        have += read;
        if (have > most) {
          part.discard();
          throw RefusedException.forGood("sends more than the %d bytes expected".formatted(most));
        }
        part.write(channel, ByteBuffer.wrap(buffer, 0, read));
        listener.received(read);
        inWindow += read;
        long now = waiting.nanoTime();
        if (now - windowStart >= patience.window().toNanos()) {
          if (inWindow < patience.leastBytes()) {
            throw new IOException(
                "%d bytes in %d s are too few".formatted(inWindow, patience.window().toSeconds()));
          }
          windowStart = now;
          inWindow = 0;
        }
      }
      if (total >= 0 && have < total) {
        throw new IOException("ended after %d of %d bytes".formatted(have, total));
      }
    } finally {
      listener.ceased();
    }
  }
}
