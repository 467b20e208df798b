package dev.actzoo.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads over TLS from a server whose certificate was made for the test. */
class SecureDownloadTest {
  private static final String PASSWORD = "secret1";
  private static final byte[] FILE = MadeUp.bytes(100_000, 1);

  @TempDir static Path keys;
  private static SSLContext context;

  @TempDir Path folder;
  private final SSLSocketFactory usual = HttpsURLConnection.getDefaultSSLSocketFactory();

  @BeforeAll
  static void makeACertificate() throws Exception {
    Path store = keys.resolve("keys.p12");
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=data.example.org",
                "-ext",
                "san=dns:data.example.org,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(keys.resolve("log").toFile())
            .start()
            .waitFor();
    assertThat(exit).as("keytool: %s", Files.readString(keys.resolve("log"))).isZero();
    KeyStore made = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      made.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(made, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", made.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  @BeforeEach
  void trustIt() {
    HttpsURLConnection.setDefaultSSLSocketFactory(context.getSocketFactory());
  }

  @AfterEach
  void trustTheUsual() {
    HttpsURLConnection.setDefaultSSLSocketFactory(usual);
  }

  /** Sends the file in two halves: the second is asked for when the first has broken off. */
  private static Server server() throws Exception {
    return new Server(
        (request, wire) -> Server.file(request, wire, FILE, FILE.length / 2 + 1),
        context.getServerSocketFactory());
  }

  private void download(URI url, Map<String, String> environment) throws Exception {
    new Downloader(
            new Patience(
                Patience.USUAL.connect(),
                Patience.USUAL.read(),
                Patience.USUAL.window(),
                Patience.USUAL.leastBytes(),
                2,
                Duration.ZERO,
                Duration.ZERO),
            Waiting.REAL,
            new Proxies(environment),
            new FetchTest.Notes(new ArrayList<>()))
        .download(MadeUp.download("x", FILE, url), folder.resolve("x"));
  }

  @Test
  void aFileComesAndIsGoneOnWith() throws Exception {
    try (Server server = server()) {
      download(URI.create("https://127.0.0.1:" + server.port() + "/x"), Map.of());
      assertThat(folder.resolve("x")).hasBinaryContent(FILE);
      assertThat(server.requests())
          .extracting(Server.Request::from)
          .containsExactly(0, FILE.length / 2 + 1);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    trustTheUsual();
    try (Server server = server()) {
      URI url = URI.create("https://127.0.0.1:" + server.port() + "/x");
      assertThatThrownBy(() -> download(url, Map.of()))
          .isInstanceOf(FetchException.class)
          .hasMessageContaining("shows a certificate that is not trusted here");
      assertThat(folder.resolve("x")).doesNotExist();
    }
  }

  @Test
  void aProxyIsAskedToConnectAndToldNameAndPassword() throws Exception {
    String credentials =
        Base64.getEncoder().encodeToString("ann:a b".getBytes(StandardCharsets.US_ASCII));
    try (Server server = server();
        Tunnel proxy = new Tunnel(server.port(), credentials)) {
      download(
          URI.create("https://data.example.org/x"),
          Map.of("https_proxy", "http://ann:a%20b@" + proxy.address()));
      assertThat(folder.resolve("x")).hasBinaryContent(FILE);
      assertThat(List.copyOf(proxy.requests()))
          .isNotEmpty()
          .allMatch(line -> line.equals("CONNECT data.example.org:443 HTTP/1.1"));
    }
  }
}
