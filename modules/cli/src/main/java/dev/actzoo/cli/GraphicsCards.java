package dev.actzoo.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The NVIDIA graphics cards of this machine, as their driver's own program lists them. */
final class GraphicsCards {
  private static final int PATIENCE_SECONDS = 10;
  private static final List<String> QUERY =
      List.of(
          "nvidia-smi",
          "--query-gpu=name,memory.total,driver_version,compute_cap",
          "--format=csv,noheader");

  private GraphicsCards() {}

  /** What there is, in one line. */
  static String seen() {
    return seen(QUERY);
  }

  static String seen(List<String> query) {
    try {
      Process process = new ProcessBuilder(query).redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "the NVIDIA driver does not answer";
      }
      byte[] output = process.getInputStream().readAllBytes();
      String lines = new String(output, StandardCharsets.UTF_8).strip().replaceAll("\\R", "; ");
      return process.exitValue() == 0 && !lines.isEmpty()
          ? lines
          : "the NVIDIA driver reports no card: " + lines;
    } catch (IOException e) {
      return "no NVIDIA driver found";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "not looked for";
    }
  }
}
