package dev.actzoo.cli.device;

import java.util.List;

/** What was found where NVIDIA GPUs might be. */
public sealed interface Finding {
  /** What a person is told was found, in a clause. */
  String text();

  /** No driver, which is what most machines have. */
  record NoDriver() implements Finding {
    @Override
    public String text() {
      return "no NVIDIA driver was found";
    }
  }

  /** A driver that does not answer in time. */
  record Silence(long seconds) implements Finding {
    @Override
    public String text() {
      return "the NVIDIA driver did not answer within " + seconds + " s";
    }
  }

  /**
   * A driver that shows no GPU or does not work.
   *
   * @param reason in the driver's words
   */
  record NoDevice(String reason) implements Finding {
    @Override
    public String text() {
      return "the NVIDIA driver shows no GPU (" + reason + ")";
    }
  }

  /**
   * A driver and its GPUs, in the driver's order.
   *
   * @param driver its version, or that of the CUDA it knows
   * @param recent whether the CUDA libraries of this program run on it
   */
  record Gpus(String driver, boolean recent, List<Gpu> gpus) implements Finding {
    public Gpus {
      gpus = List.copyOf(gpus);
      if (gpus.isEmpty()) {
        throw new IllegalArgumentException("no GPU");
      }
    }

    @Override
    public String text() {
      return String.join(", ", gpus.stream().map(Gpu::toString).toList()) + ", driver " + driver;
    }
  }
}
