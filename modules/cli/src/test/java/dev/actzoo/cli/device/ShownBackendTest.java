package dev.actzoo.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownBackendTest {
  @TempDir Path folder;

  /** Two libraries, each with a backend, as the build for CUDA has them. */
  @Test
  void oneBackendOfTwoIsShown() throws IOException {
    URL cpu = library("cpu", "org.nd4j.linalg.cpu.nativecpu.CpuBackend\n");
    URL cuda = library("cuda", "org.nd4j.linalg.jcublas.JCublasBackend");
    try (URLClassLoader both = new URLClassLoader(new URL[] {cpu, cuda}, null)) {
      assertThat(Collections.list(both.getResources(ShownBackend.SERVICE))).hasSize(2);
      assertThat(shown(ShownBackend.CPU, both)).singleElement().asString().contains("/cpu/");
      assertThat(shown(ShownBackend.CUDA, both)).singleElement().asString().contains("/cuda/");
      assertThat(ShownBackend.CPU.loader(both).getResource("none")).isNull();
    }
  }

  @Test
  void theBackendOfThisBuildIsOnItsClassPath() {
    assertThat(ShownBackend.CPU.isOnClassPath()).isTrue();
  }

  private URL library(String name, String provider) throws IOException {
    Path service = folder.resolve(name).resolve(ShownBackend.SERVICE);
    Files.createDirectories(service.getParent());
    Files.writeString(service, provider);
    return folder.resolve(name).toUri().toURL();
  }

  private static List<URL> shown(ShownBackend backend, ClassLoader of) throws IOException {
    return Collections.list(backend.loader(of).getResources(ShownBackend.SERVICE));
  }
}
