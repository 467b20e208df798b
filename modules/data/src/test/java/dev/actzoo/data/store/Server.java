package dev.actzoo.data.store;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ServerSocketFactory;

/** A server on the loopback address that answers as a test tells it, decently or not. */
final class Server implements Closeable {
  /**
   * What a client asked.
   *
   * @param target the second word of the request line
   * @param headers names in lower case
   */
  record Request(String target, Map<String, String> headers) {
    /** The first byte asked for. */
    int from() {
      String range = headers.get("range");
      return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D+", ""));
    }
  }

  /** The answer to a request, written to the wire as it is. */
  interface Answer {
    void to(Request request, OutputStream wire) throws IOException;
  }

  private final ServerSocket socket;
  private final Answer answer;
  private final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

  Server(Answer answer) throws IOException {
    this(answer, ServerSocketFactory.getDefault());
  }

  /** One that speaks what its sockets speak. */
  Server(Answer answer, ServerSocketFactory sockets) throws IOException {
    this.answer = answer;
    socket = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        open.add(client);
        Thread thread = new Thread(() -> answer(client), "answer");
        thread.setDaemon(true);
        thread.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(Socket client) {
    try (client) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      String target = lines.readLine().split(" ")[1];
      Map<String, String> headers = new TreeMap<>();
      for (String line; !(line = lines.readLine()).isEmpty(); ) {
        String[] header = line.split(": ", 2);
        headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
      }
      Request request = new Request(target, headers);
      requests.add(request);
      answer.to(request, client.getOutputStream());
    } catch (IOException e) {
      // the client gave up, as it is meant to in some tests
    } catch (RuntimeException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** What has been asked so far. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  static void head(OutputStream wire, int status, String... headers) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " x\r\nConnection: close\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    wire.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
    wire.flush();
  }

  /** Answers as a decent server with ranges does, but sends at most so many bytes. */
  static void file(Request request, OutputStream wire, byte[] file, int most, String... headers)
      throws IOException {
    int from = request.from();
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Length: " + (file.length - from));
    if (from > 0) {
      all.add("Content-Range: bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
    }
    head(wire, from > 0 ? 206 : 200, all.toArray(String[]::new));
    wire.write(file, from, Math.min(most, file.length - from));
    wire.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : List.copyOf(open)) {
      client.close();
    }
  }
}
