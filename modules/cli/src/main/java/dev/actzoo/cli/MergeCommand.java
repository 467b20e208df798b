package dev.actzoo.cli;

import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.LedgerMerge;
import dev.actzoo.input.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code actzoo merge}: several ledgers as one. */
@Command(
    name = "merge",
    header = "Merge ledgers, such as those of several machines.",
    description = {
      "Trials are known by what they compute: of one that several ledgers hold the first ledger's",
      "result is taken. Every trial keeps its provenance. Experiments of one name and the same cells",
      "become one with the activations and seeds of all."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  actzoo merge reports/quick/ledger.sqlite gpu/ledger.sqlite --out reports/both",
      "  actzoo report reports/both/ledger.sqlite"
    })
final class MergeCommand implements Callable<Integer> {
  @ParentCommand private ActZoo actzoo;

  @Parameters(
      paramLabel = "LEDGER",
      arity = "1..*",
      description = "Ledgers, or folders with one named " + Execution.LEDGER + ".")
  private List<Path> ledgers;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "The folder whose ledger gains what the others hold; made if missing.")
  private Path out;

  @Override
  public Integer call() {
    Path target = out.resolve(Execution.LEDGER);
    List<Ledger> sources = new ArrayList<>();
    try {
      for (Path path : ledgers) {
        Path file = Files.isDirectory(path) ? path.resolve(Execution.LEDGER) : path;
        sources.add(Ledger.openForReading(file));
        requireOther(file, target);
      }
      sources.forEach(Ledger::requireIntact);
      Execution.make(out);
      try (Ledger opened = Ledger.open(target)) {
        tell(LedgerMerge.into(opened, sources));
      }
    } finally {
      sources.forEach(Ledger::close);
    }
    actzoo.out().println("ledger: " + target.toAbsolutePath().normalize());
    return 0;
  }

  private void tell(LedgerMerge merge) {
    actzoo.out().printf("%d results taken, %d held already%n", merge.taken(), merge.repeated());
    if (!merge.differing().isEmpty()) {
      actzoo
          .err()
          .printf(
              "%d of the repeated results differ from the ones kept; the first: %s%n",
              merge.differing().size(), merge.differing().get(0));
    }
    for (String name : merge.apart()) {
      actzoo
          .err()
          .printf(
              "experiment %s has other cells in another ledger; the first one's were kept%n", name);
    }
  }

  private static void requireOther(Path file, Path target) {
    try {
      if (Files.exists(target) && Files.isSameFile(file, target)) {
        throw new BadInputException(
            "ledger %s is the one that --out names; name another folder".formatted(file));
      }
    } catch (IOException e) {
      throw new BadInputException("ledger %s cannot be read".formatted(file), e);
    }
  }
}
