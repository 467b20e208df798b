package dev.actzoo.cli.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;

/** The one of ND4J's backends that it may find. */
enum ShownBackend {
  CPU("org.nd4j.linalg.cpu.nativecpu.CpuBackend"),
  CUDA("org.nd4j.linalg.jcublas.JCublasBackend");

  /** Where each backend's library says what it provides. */
  static final String SERVICE = "META-INF/services/org.nd4j.linalg.factory.Nd4jBackend";

  private final String provider;

  ShownBackend(String provider) {
    this.provider = provider;
  }

  /** Whether this program was started with the backend at all. */
  boolean isOnClassPath() {
    String file = provider.replace('.', '/') + ".class";
    return ShownBackend.class.getClassLoader().getResource(file) != null;
  }

  /** A class loader like another that shows no provider of a backend but this. */
  ClassLoader loader(ClassLoader parent) {
    return new Filter(parent, provider);
  }

  private static final class Filter extends ClassLoader {
    private final String provider;

    Filter(ClassLoader parent, String provider) {
      super(parent);
      this.provider = provider;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      Enumeration<URL> all = super.getResources(name);
      return name.equals(SERVICE)
          ? Collections.enumeration(
              Collections.list(all).stream().filter(url -> text(url).contains(provider)).toList())
          : all;
    }

    private static String text(URL url) {
      try (InputStream stream = url.openStream()) {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + url, e);
      }
    }
  }
}
