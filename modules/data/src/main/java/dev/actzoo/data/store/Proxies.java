package dev.actzoo.data.store;

import java.io.IOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that connections go through: Java's system properties where they name one ({@code
 * https.proxyHost} and so on), otherwise the environment variables {@code http_proxy}, {@code
 * https_proxy}, {@code all_proxy} and {@code no_proxy} as curl reads them. {@code HTTP_PROXY} in
 * capitals is not read, for on web servers a request can set it.
 *
 * @param environment the environment variables
 */
public record Proxies(Map<String, String> environment) {
  private static final List<String> PROPERTIES =
      List.of("http.proxyHost", "https.proxyHost", "socksProxyHost");

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
    int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
    Proxy.Type type =
        String.valueOf(proxy.getScheme()).startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
    InetSocketAddress address = new InetSocketAddress(proxy.getHost(), port);
    HttpURLConnection connection =
        (HttpURLConnection) url.toURL().openConnection(new Proxy(type, address));
    String user = proxy.getRawUserInfo();
    if (user != null) {
      connection.setAuthenticator(new Login(user));
    }
    return connection;
  }

  /** The proxy of the environment for an address; null if there is none or it must not be used. */
  @Nullable URI proxy(URI url) {
    if (PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null)) {
      return null;
    }
    String host = url.getHost().toLowerCase(Locale.ROOT);
    String scheme = url.getScheme().toLowerCase(Locale.ROOT);
    String value = environment.get(scheme + "_proxy");
    if (value == null && scheme.equals("https")) {
      value = environment.get("HTTPS_PROXY");
    }
    if (value == null) {
      value = either("all_proxy");
    }
    if (value == null || value.isBlank() || excluded(host, url.getPort())) {
      return null;
    }
    URI proxy = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
    return proxy.getHost() == null ? null : proxy;
  }

  private boolean excluded(String host, int port) {
    String none = either("no_proxy");
    if (none == null) {
      return false;
    }
    for (String entry : none.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      String name = entry.replaceFirst("^\\*?\\.", "");
      boolean matches =
          !name.isEmpty()
              && (host.equals(name)
                  || host.endsWith("." + name)
                  || (host + ":" + port).equals(name));
      if (entry.equals("*") || matches) {
        return true;
      }
    }
    return false;
  }

  private @Nullable String either(String name) {
    String value = environment.get(name);
    return value == null ? environment.get(name.toUpperCase(Locale.ROOT)) : value;
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
