package dev.actzoo.cli;

import dev.actzoo.benchmarks.BenchmarkDocument;
import dev.actzoo.benchmarks.Breakdown;
import dev.actzoo.benchmarks.DataSpeed;
import dev.actzoo.benchmarks.Footprint;
import dev.actzoo.benchmarks.JsonFile;
import dev.actzoo.benchmarks.KernelComparison;
import dev.actzoo.benchmarks.MachineFacts;
import dev.actzoo.benchmarks.Missing;
import dev.actzoo.benchmarks.Results;
import dev.actzoo.benchmarks.Settings;
import dev.actzoo.benchmarks.StepComparison;
import dev.actzoo.benchmarks.Throughput;
import dev.actzoo.benchmarks.Times;
import dev.actzoo.cli.device.DeviceChoice;
import dev.actzoo.input.NameTable;
import dev.actzoo.reports.Hardware;
import dev.actzoo.reports.Report;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo bench}: this machine's speed beside that of other libraries. */
@Command(
    name = "bench",
    header = "Measure speed beside stock DL4J, ND4J and PyTorch.",
    description = {
      "Ours and each peer take turns in one process. Leave the machine alone meanwhile. All cores",
      "are used unless --threads says otherwise. The CPU alone is measured, in any build."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo bench step",
      "  actzoo bench kernels --only gelu",
      "  actzoo bench kernels --only 'convolution 16' --rounds 21 --json /tmp/convolution.json"
    })
final class BenchCommand implements Callable<Integer> {
  /** Among the reports. */
  static final String FOLDER = "bench";

  /** What there is to measure. */
  private enum Benchmark {
    KERNELS,
    STEP,
    DATA;

    static Benchmark named(String name) {
      NameTable<Benchmark> names = new NameTable<>("benchmark");
      for (Benchmark each : values()) {
        names.add(each.toString(), each);
      }
      return names.get(name);
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @ParentCommand private ActZoo actzoo;

  @Parameters(
      paramLabel = "kernels|step|data",
      description =
          "Single kernels, whole training steps of ResNet and BERT, or tokenizers, decoding and"
              + " batches, which have no peer.")
  private String wanted;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Where the figures go; bench/kernels.json, step.json or data.json among the reports.")
  private @Nullable Path json;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "Only the rows whose name contains this.")
  private String only;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Samples of each contestant; 7 if not given, the fewest allowed.")
  private int rounds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Native threads of every contestant that can be told; all cores if not given.")
  private @Nullable Integer threads;

  @Override
  public Integer call() {
    Benchmark benchmark = Benchmark.named(wanted);
    NativeThreads.require(threads);
    LaterOutput.require(file(benchmark, actzoo.surroundings()));
    new DeviceChoice(false, null).apply();
    Surroundings surroundings = actzoo.surroundings();
    Settings settings = new Settings(only, rounds, NativeThreads.ofThisProcess());
    MachineFacts machine = machine(surroundings);
    actzoo
        .out()
        .printf("%s, %d threads, %s%n", machine.cpu(), machine.threads(), machine.kernels());
    if (benchmark == Benchmark.DATA) {
      return data(settings, machine, surroundings);
    }
    RatioLines lines = new RatioLines(actzoo.out());
    Results results = new Results(lines);
    switch (benchmark) {
      case KERNELS -> KernelComparison.run(settings, surroundings.cache(), results);
      case STEP -> StepComparison.run(settings, surroundings.cache(), results);
      case DATA -> throw new IllegalStateException("data has no peers");
    }
    print(results);
    Path file = file(benchmark, surroundings);
    new BenchmarkDocument(benchmark.toString(), machine, results).write(file);
    Path page =
        file.resolveSibling(file.getFileName().toString().replaceFirst("\\.json$", "") + ".html");
    Report.writeHardware(page, Hardware.read(file));
    actzoo.out().println("figures: " + file.toAbsolutePath().normalize());
    actzoo.out().println("page: " + page.toAbsolutePath().normalize());
    return 0;
  }

  private Path file(Benchmark benchmark, Surroundings surroundings) {
    return json == null
        ? surroundings.reports().resolve(FOLDER).resolve(benchmark + ".json")
        : json;
  }

  private int data(Settings settings, MachineFacts machine, Surroundings surroundings) {
    List<Throughput> rows = new ArrayList<>();
    Map<String, String> missing = new LinkedHashMap<>();
    DataSpeed.run(settings, surroundings.existingData(), rows::add, missing::put);
    Table table = new Table("what", "items", "a second", "10 to 90 %", "bytes an item");
    for (Throughput row : rows) {
      Times times = row.perSecond();
      table.row(
          row.name(),
          row.count() + " " + row.items(),
          RatioLines.significant(times.median()),
          RatioLines.significant(times.low()) + " to " + RatioLines.significant(times.high()),
          RatioLines.significant(row.bytesPerItem()));
    }
    table.print(actzoo.out());
    missing.forEach((what, why) -> actzoo.out().println("missing: " + what + " (" + why + ")"));
    Path file = file(Benchmark.DATA, surroundings);
    JsonFile.write(file, Map.of("machine", machine, "rows", rows, "missing", missing));
    actzoo.out().println("figures: " + file.toAbsolutePath().normalize());
    return 0;
  }

  private void print(Results results) {
    for (Breakdown breakdown : results.breakdowns()) {
      Table table = new Table("our step of " + breakdown.name(), "ms", "share");
      table.row("all", RatioLines.significant(breakdown.milliseconds()), "100 %");
      for (Breakdown.Share share : breakdown.shares()) {
        table.row(
            share.kind(),
            RatioLines.significant(share.milliseconds()),
            String.format(Locale.ROOT, "%.1f %%", 100 * share.share()));
      }
      actzoo.out().println();
      table.print(actzoo.out());
      actzoo.out().printf("%.0f KiB of Java objects a step%n", breakdown.allocatedKibibytes());
    }
    if (!results.footprints().isEmpty()) {
      Table memory = new Table("memory of our step", "heap at most, MiB", "peak resident, MiB");
      for (Footprint footprint : results.footprints()) {
        Double peak = footprint.peakMebibytes();
        memory.row(
            footprint.name(),
            footprint.heapMebibytes(),
            peak == null ? footprint.note() : Math.round(peak));
      }
      actzoo.out().println();
      memory.print(actzoo.out());
    }
    List<String> absences =
        results.missing().stream()
            .map((Missing missing) -> missing.peer() + " (" + missing.reason() + ")")
            .distinct()
            .toList();
    absences.forEach(absence -> actzoo.out().println("missing: " + absence));
  }

  /** This machine and program, as figures are labelled with. */
  static MachineFacts machine(Surroundings surroundings) {
    Build build = Build.ofThisProgram();
    return new MachineFacts(
        Machine.processor(),
        String.join(", ", Machine.features()),
        Machine.cores(),
        NativeThreads.ofThisProcess(),
        Machine.java(),
        Machine.operatingSystem(),
        Backend.load(build).kernels(),
        build.version(),
        build.commit(),
        surroundings.clock().instant().toString());
  }
}
