package dev.actzoo.cli;

import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.CellSpec;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.ProgressListener;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.reports.sweep.SweepReport;
import dev.actzoo.sweeps.SweepCell;
import dev.actzoo.sweeps.SweepFile;
import dev.actzoo.sweeps.SweepResult;
import dev.actzoo.sweeps.SweepRun;
import dev.actzoo.sweeps.SweepSpec;
import dev.actzoo.sweeps.TrialMaker;
import dev.actzoo.training.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The running of a sweep into the ledger of a folder.
 *
 * @param datasets where data comes from
 * @param clock dates the trials and tells when the time is up
 * @param workers the most trials at once
 * @param retryDamaged whether damaged trials are run again
 * @param err where stopping is told
 */
record SweepExecution(
    Datasets datasets, Clock clock, int workers, boolean retryDamaged, PrintWriter err) {
  /** The resolved sweep's file in the output folder. */
  static final String SWEEP = "sweep.yaml";

  /**
   * Runs what the ledger does not hold yet.
   *
   * @throws BadInputException if the sweep names or sets something that cannot be, a dataset's
   *     files are not those described, or the folder or its ledger cannot be used
   */
  @SuppressWarnings("try") // the signal only has to be listened for
  SweepResult run(SweepSpec sweep, Path folder, ProgressDisplay progress)
      throws InterruptedException {
    Resolver resolver = new Resolver(datasets, err);
    TrialMaker maker =
        new TrialMaker(
            (cell, arms) -> resolver.resolve(cell, arms, sweep::function),
            name -> datasets.descriptor(name).hash());
    maker.check(sweep);
    sweep.cells().stream().map(cell -> cell.cell().dataset()).distinct().forEach(datasets::verify);
    Execution.make(folder);
    try (StopSignal signal = StopSignal.forThisThread(err);
        Ledger ledger = Ledger.open(folder.resolve(Execution.LEDGER));
        progress) {
      Execution.mend(ledger, retryDamaged, err);
      keep(sweep, folder);
      int concurrent = Math.min(workers, sweep.candidates() * sweep.trialsOfRound());
      Execution.tellOfOtherThreads(ledger.results(), err);
      Execution.tellIfCrowded(concurrent, err);
      ProvenanceSource provenance = new ProvenanceSource(clock, concurrent);
      Trainer trainer = new Trainer(datasets, provenance, ResidentMemory.ofThisProcess());
      ProgressListener named = new NamedProgress(progress, sweep::arm);
      MemoryCheck memory = MemoryCheck.ofThisMachine(trainer, concurrent, err);
      memory.tell(sweep.cells().stream().map(cell -> base(sweep, cell)).toList());
      return new SweepRun(ledger, memory, provenance, named, concurrent, clock).run(sweep, maker);
    }
  }

  /** Keeps the sweep's file; if that of another lies there, what was best in it does not stay. */
  static void keep(SweepSpec sweep, Path folder) {
    Path file = folder.resolve(SWEEP);
    try {
      if (Files.exists(file) && !Files.readString(file).equals(SweepFile.write(sweep))) {
        SweepReport.removeBest(folder);
      }
    } catch (IOException e) {
      throw new BadInputException("%s cannot be read; name another folder".formatted(file), e);
    }
    SweepFile.write(sweep, file);
  }

  /** A trial of a cell as it is before anything is searched in it. */
  private TrialSpec base(SweepSpec sweep, SweepCell cell) {
    CellSpec base = cell.cell();
    return new TrialSpec(
        base.model(),
        base.dataset(),
        datasets.descriptor(base.dataset()).hash(),
        sweep.function(cell.activations().get(0)),
        sweep.seeds().get(0),
        base.training());
  }
}
