package dev.actzoo.reports.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An audit's file with made-up figures. */
public final class FakeAudit {
  private FakeAudit() {}

  public static Path write(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("audit.json"),
        """
        {"format": 1, "later": 2, "digits": 50, "points": 1585, "scanned": 84000,
         "vectors": 321,
         "machine": {"cpu": "Fast CPU", "features": "AVX2", "cores": 8, "threads": 4,
          "java": "17", "os": "Linux", "kernels": "oneDNN", "version": "1", "commit": "c0ffee",
          "date": "2026-01-02"},
         "kernels": [
          {"entry": "mish", "kernel": "oneDNN", "number": "float32",
           "value": %1$s, "gradient": %2$s},
          {"entry": "mish", "kernel": "DL4J Activation.MISH", "number": "float32",
           "value": %1$s, "gradient": %3$s},
          {"entry": "gelu", "kernel": "DL4J Activation.GELU", "number": "float32",
           "value": %4$s},
          {"entry": "softmax", "kernel": "DL4J Activation.SOFTMAX", "number": "float64",
           "value": %6$s},
          {"entry": "cube", "kernel": "DL4J Activation.CUBE", "number": "float32",
           "value": %5$s}]}
        """
            .formatted(
                side(1e-7, 2, 1, 1.0000001, ""),
                side(2e-7, 3, 1, 1, ", \"notFiniteFrom\": \"-Infinity\""),
                side(2e-7, 3, 1, 1, ", \"notFiniteFrom\": 22.18"),
                side(0.0203, 2.27, 2.2437, 2.2234, ""),
                side(1.85e-3, 29.3, 25130.2, 25130.2, ""),
                side(
                    2e-16,
                    29.3,
                    0.5,
                    0.5,
                    ", \"notFiniteFrom\": 1947.5, \"differsInBatch\": true")));
  }

  private static String side(double error, double at, double expected, double got, String more) {
    String deviation =
        "{\"error\": %s, \"at\": %s, \"expected\": %s, \"got\": %s}"
            .formatted(error, at, expected, got);
    return "{\"absolute\": %1$s, \"relative\": %1$s, \"ulps\": %1$s, \"limits\": true, \"keepsNaN\": false%2$s}"
        .formatted(deviation, more);
  }
}
