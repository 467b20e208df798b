package dev.actzoo.cli;

import dev.actzoo.cli.device.DeviceGuard;
import dev.actzoo.cli.device.GpuReport;
import dev.actzoo.data.DatasetDescriptor;
import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.LedgerLibrary;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo doctor}: what the program found on this machine. */
@Command(
    name = "doctor",
    header = "Show what this machine offers, and what is missing.",
    description = "Ends with 1 if nothing could be trained here.",
    footerHeading = "%nExamples:%n",
    footer = "  actzoo doctor")
final class DoctorCommand implements Callable<Integer> {
  private static final double GIB = 1024.0 * 1024 * 1024;

  @ParentCommand private ActZoo actzoo;

  @Override
  public Integer call() {
    Build build = Build.ofThisProgram();
    Surroundings surroundings = actzoo.surroundings();
    Table table = new Table("actzoo", build.version() + ", commit " + build.commit());
    table.row("java", Machine.java());
    table.row("system", Machine.operatingSystem());
    table.row("processor", Machine.processor());
    String features = String.join(", ", Machine.features());
    table.row("features", features.isEmpty() ? Machine.UNKNOWN : features);
    table.row("cores", Machine.cores());
    table.row("memory", memory());
    GpuReport gpus = DeviceGuard.ofThisProcess().report();
    gpus.choice().apply();
    boolean usable = arrays(table, build, surroundings.cache());
    boolean recordable = ledgers(table, surroundings.cache());
    table.row("threads", threads(usable));
    table.row("datasets", "embedded: " + embedded(new Datasets(null, surroundings.cache())));
    for (int i = 0; i < gpus.found().size(); i++) {
      table.row(i == 0 ? "GPU" : "", gpus.found().get(i));
    }
    table.row("device", gpus.use());
    table.row("reports", folder(surroundings.reports()));
    table.row("cache", folder(surroundings.cache()));
    table.row("data", folder(surroundings.data()));
    table.row("natives", unpacking(Libraries.own(surroundings.cache())));
    table.row("temporary", unpacking(UnpackFolder.temporary()));
    table.print(actzoo.out());
    return usable && recordable ? 0 : Failures.FAILURE;
  }

  /** Whether arrays can be computed with here. */
  private static boolean arrays(Table table, Build build, Path cache) {
    try {
      Backend backend = Backend.load(build);
      table.row("backend", backend.description());
      table.row("kernels", backend.kernels());
      return true;
    } catch (RuntimeException | LinkageError e) {
      table.row("backend", unloadable(e, cache));
      return false;
    }
  }

  /** Whether results can be kept here. */
  private static boolean ledgers(Table table, Path cache) {
    try {
      table.row("ledgers", "SQLite " + LedgerLibrary.load());
      return true;
    } catch (UnsatisfiedLinkError e) {
      table.row("ledgers", unloadable(e, cache));
      return false;
    }
  }

  private static String unloadable(Throwable e, Path cache) {
    String fault = Libraries.fault(cache);
    String reason = fault == null ? String.valueOf(Failures.telling(e)) : fault;
    return "cannot be loaded: " + reason.replaceAll("\\s+", " ");
  }

  private static String threads(boolean usable) {
    String told =
        "%d native for each trial (%s)"
            .formatted(NativeThreads.ofThisProcess(), NativeThreads.OPEN_MP);
    return usable ? told + ": " + NativeThreads.byLibrary() : told;
  }

  private static String embedded(Datasets datasets) {
    return datasets.descriptors().stream()
        .filter(dataset -> dataset.embedded() && dataset.generation() == null)
        .map(DatasetDescriptor::name)
        .collect(Collectors.joining(", "));
  }

  private static String memory() {
    String heap = gib(Runtime.getRuntime().maxMemory()) + " for the Java heap";
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? "%s, %s free, at most %s"
            .formatted(gib(system.getTotalMemorySize()), gib(system.getFreeMemorySize()), heap)
        : "at most " + heap;
  }

  private static String gib(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / GIB);
  }

  private static String folder(Path folder) {
    Path existing = folder.toAbsolutePath().normalize();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    String can =
        !Files.isDirectory(existing) || !Files.isWritable(existing)
            ? "not writable"
            : existing.toFile().getUsableSpace() == 0 ? "no space left" : "writable";
    return folder.toAbsolutePath().normalize() + ", " + can;
  }

  private static String unpacking(UnpackFolder folder) {
    String fault = folder.fault();
    return "%s, %s"
        .formatted(
            folder.path(),
            fault == null ? gib(folder.room()) + " left" : "takes no libraries: " + fault);
  }
}
