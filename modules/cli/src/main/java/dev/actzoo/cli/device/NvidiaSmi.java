package dev.actzoo.cli.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The GPUs of this machine, as the program lists them that comes with NVIDIA's driver. */
final class NvidiaSmi {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> QUERY =
      List.of("nvidia-smi", "--query-gpu=driver_version,compute_cap,name", "--format=csv,noheader");
  private static final int FIELDS = 3;

  private NvidiaSmi() {}

  static Finding probe() {
    return probe(QUERY, PATIENCE);
  }

  static Finding probe(List<String> query, Duration patience) {
    Process process;
    try {
      process = new ProcessBuilder(query).redirectErrorStream(true).start();
    } catch (IOException e) {
      return new Finding.NoDriver();
    }
    try {
      process.getOutputStream().close();
      CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process));
      String text = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
          ? finding(process.exitValue(), text)
          : new Finding.Silence(patience.toSeconds());
    } catch (TimeoutException e) {
      return new Finding.Silence(patience.toSeconds());
    } catch (IOException | ExecutionException e) {
      return new Finding.NoDevice("its output cannot be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Finding.NoDevice("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** What the program's exit code and output mean. */
  static Finding finding(int code, String output) {
    List<String> lines = output.strip().lines().map(String::strip).toList();
    List<Gpu> gpus = new ArrayList<>();
    String driver = "";
    for (String line : lines) {
      String[] fields = line.split(",", FIELDS);
      ComputeCapability capability =
          fields.length == FIELDS ? ComputeCapability.of(fields[1]) : null;
      if (code != 0 || capability == null) {
        return new Finding.NoDevice(line.isEmpty() ? "exit code " + code : line);
      }
      driver = fields[0].strip();
      gpus.add(new Gpu(fields[2].strip(), capability));
    }
    return gpus.isEmpty()
        ? new Finding.NoDevice("exit code " + code)
        : new Finding.Gpus(driver, CudaSupport.isRecent(driver), gpus);
  }
}
