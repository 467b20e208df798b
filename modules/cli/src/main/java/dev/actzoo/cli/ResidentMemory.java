package dev.actzoo.cli;

import dev.actzoo.training.MemoryWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import oshi.SystemInfo;
import oshi.software.os.OSProcess;

/**
 * The resident memory of this process, watched for each trial. Where Linux lets the process reset
 * its own peak, the peak is exact; elsewhere it is the most that was seen at the trial's start, its
 * epochs and its end. Trials share the process, so a watch sees what the others use too.
 */
final class ResidentMemory implements Supplier<MemoryWatch> {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");
  private static final String RESET_PEAK = "5";
  private static final String PEAK = "VmHWM:";
  private static final double BYTES_OF_A_MEGABYTE = 1e6;
  private static final double BYTES_OF_A_KIBIBYTE = 1024;

  private final DoubleSupplier megabytes;
  private final Runnable reset;
  private final List<Watch> watches = new ArrayList<>();

  /**
   * @param megabytes the peak since the last reset, or what is resident now; NaN if unknown
   * @param reset sets the peak back to what is resident now
   */
  ResidentMemory(DoubleSupplier megabytes, Runnable reset) {
    this.megabytes = megabytes;
    this.reset = reset;
  }

  static ResidentMemory ofThisProcess() {
    return resetPeak()
        ? new ResidentMemory(ResidentMemory::peak, ResidentMemory::resetPeak)
        : new ResidentMemory(ResidentMemory::now, () -> {});
  }

  /** Starts a watch; what the others have seen so far is kept for them before the peak is reset. */
  @Override
  public synchronized MemoryWatch get() {
    sample();
    reset.run();
    Watch watch = new Watch();
    watches.add(watch);
    return watch;
  }

  private synchronized void sample() {
    double seen = megabytes.getAsDouble();
    for (Watch watch : watches) {
      watch.peak = Double.isNaN(watch.peak) ? seen : Math.max(watch.peak, seen);
    }
  }

  private synchronized void end(Watch watch) {
    watches.remove(watch);
  }

  private final class Watch implements MemoryWatch {
    private double peak = Double.NaN;

    @Override
    public void sample() {
      ResidentMemory.this.sample();
    }

    @Override
    public double peakMegabytes() {
      synchronized (ResidentMemory.this) {
        ResidentMemory.this.sample();
        return peak;
      }
    }

    @Override
    public void close() {
      end(this);
    }
  }

  private static boolean resetPeak() {
    try {
      Files.writeString(RESET, RESET_PEAK, StandardOpenOption.WRITE);
      return true;
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static double peak() {
    try {
      return peak(Files.readAllLines(STATUS));
    } catch (IOException | RuntimeException e) {
      return Double.NaN;
    }
  }

  /** The peak that the lines of a process's status tell. */
  static double peak(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> line.replaceAll("\\D", ""))
        .filter(kibibytes -> !kibibytes.isEmpty())
        .mapToDouble(Double::parseDouble)
        .map(kibibytes -> kibibytes * BYTES_OF_A_KIBIBYTE / BYTES_OF_A_MEGABYTE)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double now() {
    try {
      OSProcess process = new SystemInfo().getOperatingSystem().getCurrentProcess();
      return process.getResidentSetSize() / BYTES_OF_A_MEGABYTE;
    } catch (RuntimeException | LinkageError e) {
      return Double.NaN;
    }
  }
}
