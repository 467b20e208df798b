package dev.actzoo.data.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.actzoo.data.Download;
import dev.actzoo.input.BadInputException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final URI PLAIN = URI.create("http://data.example.org/x");
  private static final URI SECURE = URI.create("https://data.example.org:8443/x");

  @TempDir Path folder;

  @Test
  void readsTheEnvironmentAsCurlDoes() {
    assertThat(new Proxies(Map.of()).proxy(PLAIN)).isNull();
    assertThat(new Proxies(Map.of("http_proxy", "http://p:3128")).proxy(PLAIN))
        .isEqualTo(URI.create("http://p:3128"));
    assertThat(new Proxies(Map.of("http_proxy", "p:3128")).proxy(PLAIN))
        .isEqualTo(URI.create("http://p:3128"));
    assertThat(new Proxies(Map.of("http_proxy", "http://p:3128")).proxy(SECURE)).isNull();
    assertThat(new Proxies(Map.of("HTTP_PROXY", "http://p:3128")).proxy(PLAIN)).isNull();
    assertThat(new Proxies(Map.of("HTTPS_PROXY", "http://p:3128")).proxy(SECURE)).isNotNull();
    assertThat(new Proxies(Map.of("all_proxy", "socks5://p:1080")).proxy(SECURE))
        .isEqualTo(URI.create("socks5://p:1080"));
  }

  @Test
  void goesAroundTheProxyWhereItIsToldTo() {
    for (String none :
        new String[] {
          "*",
          "example.org",
          ".example.org",
          "*.example.org",
          "a.b, data.example.org",
          "data.example.org:8443",
          "DATA.example.org"
        }) {
      assertThat(
              new Proxies(Map.of("https_proxy", "http://p:3128", "no_proxy", none)).proxy(SECURE))
          .isNull();
    }
    for (String other : new String[] {"ample.org", "data.example.org:443", "org.data", ""}) {
      assertThat(
              new Proxies(Map.of("https_proxy", "http://p:3128", "no_proxy", other)).proxy(SECURE))
          .isNotNull();
    }
  }

  @Test
  void anAddressWithoutAPortHasTheOneOfItsScheme() {
    URI url = URI.create("https://data.example.org/x");
    String proxy = "http://p:3128";
    assertThat(
            new Proxies(Map.of("https_proxy", proxy, "no_proxy", "data.example.org:443"))
                .proxy(url))
        .isNull();
    assertThat(new Proxies(Map.of("https_proxy", proxy, "NO_PROXY", "data.example.org")).proxy(url))
        .isNull();
    assertThat(
            new Proxies(Map.of("https_proxy", proxy, "no_proxy", "data.example.org:80")).proxy(url))
        .isEqualTo(URI.create(proxy));
    assertThat(new Proxies(Map.of("all_proxy", "SOCKS5://p")).proxy(url))
        .isEqualTo(URI.create("socks5://p:1080"));
    assertThat(new Proxies(Map.of("https_proxy", "a:b%20c@p")).proxy(url))
        .isEqualTo(URI.create("http://a:b%20c@p:80"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://a secret:3",
        "http://secret_host:3128",
        "https://secret:3128",
        "ftp://secret",
        "http://:3128",
        "http://secret:port",
        "://"
      })
  void aVariableThatIsNoAddressIsNamedAndItsValueKept(String value) {
    Proxies proxies = new Proxies(Map.of("ALL_PROXY", value));
    assertThatThrownBy(() -> proxies.proxy(SECURE))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("variable ALL_PROXY is not")
        .hasMessageContaining("valid: [http|socks5://]")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @CsvSource({
    "https.proxyHost, false, true",
    "http.proxyHost, true, false",
    "socksProxyHost, true, true"
  })
  void aPropertyOfJavaGoesFirstForItsSchemeAlone(String property, boolean plain, boolean secure) {
    Proxies proxies = new Proxies(Map.of("all_proxy", "http://p:3128"));
    System.setProperty(property, "q");
    try {
      assertThat(proxies.proxy(PLAIN) == null).isEqualTo(plain);
      assertThat(proxies.proxy(SECURE) == null).isEqualTo(secure);
    } finally {
      System.clearProperty(property);
    }
  }

  @Test
  void aDownloadGoesThroughTheProxyOfTheEnvironment() throws Exception {
    byte[] file = MadeUp.bytes(1000, 1);
    try (Server proxy = new Server((request, wire) -> Server.file(request, wire, file, 1000))) {
      Map<String, String> environment = Map.of("http_proxy", "http://127.0.0.1:" + proxy.port());
      Download download = MadeUp.download("x", file, PLAIN);
      new Downloader(
              Patience.USUAL,
              Waiting.REAL,
              new Proxies(environment),
              new FetchTest.Notes(new ArrayList<>()))
          .download(download, folder.resolve("x"));
      assertThat(folder.resolve("x")).hasBinaryContent(file);
      assertThat(proxy.requests())
          .extracting(Server.Request::target)
          .containsExactly(PLAIN.toString());
    }
  }
}
