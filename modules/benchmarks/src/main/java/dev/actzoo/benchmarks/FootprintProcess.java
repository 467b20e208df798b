package dev.actzoo.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A process that takes our training step a number of times and tells its peak memory. */
final class FootprintProcess {
  static final int STEPS = 100;

  private static final int HEAP_MEBIBYTES = 512;
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";
  private static final double KIBIBYTES_OF_A_MEBIBYTE = 1024;

  private FootprintProcess() {}

  /** Takes the model's name and the number of steps; prints the peak in KiB. */
  public static void main(String[] arguments) throws IOException {
    try (OurStep step = new OurStep(StepCase.named(arguments[0]))) {
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        step.run();
      }
    }
    System.out.println(peak(Files.readAllLines(STATUS)));
  }

  /** The peak of resident memory in KiB that the lines of a process's status tell. */
  private static long peak(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no line " + PEAK));
  }

  /** Runs one; it takes as many native threads as this process. */
  static Footprint run(StepCase step, int steps) {
    if (!Files.isReadable(STATUS)) {
      return footprint(step, steps, null, "only Linux tells the peak of a process's memory");
    }
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-cp",
                System.getProperty("java.class.path"),
                FootprintProcess.class.getName(),
                step.model(),
                Integer.toString(steps))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        return footprint(step, steps, null, "the process ended with code " + code);
      }
      String last = answer.lines().reduce("", (before, line) -> line);
      return footprint(step, steps, Long.parseLong(last) / KIBIBYTES_OF_A_MEBIBYTE, "");
    } catch (IOException e) {
      return footprint(step, steps, null, "no further process starts: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return footprint(step, steps, null, "interrupted");
    }
  }

  private static Footprint footprint(StepCase step, int steps, @Nullable Double peak, String note) {
    return new Footprint(step.model(), step.size(), steps, HEAP_MEBIBYTES, peak, note);
  }
}
