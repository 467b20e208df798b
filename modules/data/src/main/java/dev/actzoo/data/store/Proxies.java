package dev.actzoo.data.store;

import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that connections go through: Java's system properties where they name one ({@code
 * http.proxyHost}, {@code https.proxyHost}, {@code socksProxyHost}), otherwise the environment
 * variables {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy} as curl
 * reads them. {@code HTTP_PROXY} in capitals is not read, for on web servers a request can set it.
 *
 * @param environment the environment variables
 */
public record Proxies(Map<String, String> environment) {
  private static final Map<String, Integer> PORTS =
      Map.of("http", 80, "socks", 1080, "socks4", 1080, "socks5", 1080, "socks5h", 1080);

  private static final Map<String, Integer> PORTS_OF_FILES = Map.of("http", 80, "https", 443);

  /** Java sends no name and password to a proxy of secure connections unless it is told to. */
  private static final String REFUSED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  static {
    if (System.getProperty(REFUSED_SCHEMES) == null) {
      System.setProperty(REFUSED_SCHEMES, "");
    }
  }

  public Proxies {
    environment = Map.copyOf(environment);
  }

  /** A connection that is not yet made. */
  HttpURLConnection open(URI url) throws IOException {
    URI proxy = proxy(url);
    if (proxy == null) {
      return (HttpURLConnection) url.toURL().openConnection();
    }
    Proxy.Type type = proxy.getScheme().equals("http") ? Proxy.Type.HTTP : Proxy.Type.SOCKS;
    InetSocketAddress address = new InetSocketAddress(proxy.getHost(), proxy.getPort());
    HttpURLConnection connection =
        (HttpURLConnection) url.toURL().openConnection(new Proxy(type, address));
    String user = proxy.getRawUserInfo();
    if (user != null) {
      connection.setAuthenticator(new Login(user));
    }
    return connection;
  }

  /**
   * The proxy of the environment for an address, its scheme in small letters and its port always
   * there; null if there is none or it must not be used.
   *
   * @throws BadInputException if the variable holds no address of a proxy that can be spoken to
   */
  @Nullable URI proxy(URI url) {
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    if (System.getProperty(scheme + ".proxyHost") != null
        || System.getProperty("socksProxyHost") != null) {
      return null;
    }
    List<String> names =
        scheme.equals("https")
            ? List.of("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
            : List.of(scheme + "_proxy", "all_proxy", "ALL_PROXY");
    String name = names.stream().filter(environment::containsKey).findFirst().orElse(null);
    if (name == null || environment.get(name).isBlank() || excluded(url)) {
      return null;
    }
    return address(name, environment.get(name).strip());
  }

  /** Errors name the variable alone: its value may hold a password. */
  private static URI address(String name, String value) {
    try {
      URI given = new URI(value.contains("://") ? value : "http://" + value).parseServerAuthority();
      String scheme = given.getScheme().toLowerCase(Locale.ROOT);
      if (given.getHost() != null && PORTS.containsKey(scheme)) {
        int port = given.getPort() < 0 ? PORTS.get(scheme) : given.getPort();
        return new URI(scheme + "://" + login(given) + given.getHost() + ":" + port);
      }
    } catch (URISyntaxException malformed) {
      // told below, with every other value that is no address
    }
    throw new BadInputException(
        "the environment variable "
            + name
            + " is not the address of a proxy that can be used; valid:"
            + " [http|socks5://][name:password@]host[:port], special characters of name and"
            + " password as %XX");
  }

  private static String login(URI proxy) {
    return proxy.getRawUserInfo() == null ? "" : proxy.getRawUserInfo() + "@";
  }

  private boolean excluded(URI url) {
    String none = environment.getOrDefault("no_proxy", environment.get("NO_PROXY"));
    if (none == null) {
      return false;
    }
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String host = url.getHost().toLowerCase(Locale.ROOT);
    int port = url.getPort() < 0 ? PORTS_OF_FILES.get(scheme) : url.getPort();
    for (String entry : none.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String name = entry.replaceFirst("^\\*?\\.", "").replaceFirst(":" + port + "$", "");
      boolean matches = !name.isEmpty() && (host.equals(name) || host.endsWith("." + name));
      if (entry.equals("*") || matches) {
        return true;
      }
    }
    return false;
  }

  private static final class Login extends Authenticator {
    private final String[] userAndPassword;

    Login(String user) {
      userAndPassword = user.split(":", 2);
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY) {
        return null;
      }
      String password = userAndPassword.length < 2 ? "" : decoded(userAndPassword[1]);
      return new PasswordAuthentication(decoded(userAndPassword[0]), password.toCharArray());
    }

    private static String decoded(String part) {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
  }
}
