package dev.actzoo.data.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A proxy of secure connections on the loopback address: whatever host it is asked to connect to,
 * it joins the client to one port, if the client names itself as it must.
 */
final class Tunnel implements Closeable {
  private static final String END = "\r\n\r\n";

  private final ServerSocket socket;
  private final int port;
  private final String credentials;
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /**
   * @param port where it leads
   * @param credentials name and password in base 64
   */
  Tunnel(int port, String credentials) throws IOException {
    this.port = port;
    this.credentials = credentials;
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::serve);
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        start(() -> join(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void join(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      requests.add(head.lines().findFirst().orElse(""));
      if (!head.contains("-authorization: Basic " + credentials)) { // as Java writes it
        answer(client, "407 x\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0");
        return;
      }
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        answer(client, "200 x");
        start(() -> pass(server, client));
        pass(client, server);
      }
    } catch (IOException e) {
      // one of the two has gone
    }
  }

  private static String head(InputStream from) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith(END)) {
      head.append((char) from.read());
    }
    return head.toString();
  }

  private static void answer(Socket client, String status) throws IOException {
    OutputStream wire = client.getOutputStream();
    wire.write(("HTTP/1.1 " + status + END).getBytes(StandardCharsets.US_ASCII));
    wire.flush();
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // one of the two has gone
    }
  }

  /** The first lines of what was asked. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  String address() {
    return "127.0.0.1:" + socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
