package dev.actzoo.cli;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Catalogue;
import dev.actzoo.data.Datasets;
import dev.actzoo.experiments.ExperimentFile;
import dev.actzoo.experiments.ExperimentRun;
import dev.actzoo.experiments.ExperimentSpec;
import dev.actzoo.experiments.Ledger;
import dev.actzoo.experiments.TrialResult;
import dev.actzoo.experiments.TrialSpec;
import dev.actzoo.input.BadInputException;
import dev.actzoo.input.FileFault;
import dev.actzoo.training.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The running of a resolved experiment into the ledger of a folder.
 *
 * @param datasets where data comes from
 * @param clock dates the trials
 * @param workers the most trials at once
 * @param retryDamaged whether damaged trials are run again
 * @param err where what is skipped, and stopping, are told
 */
record Execution(
    Datasets datasets, Clock clock, int workers, boolean retryDamaged, PrintWriter err) {
  /** The ledger's file in the output folder. */
  static final String LEDGER = "ledger.sqlite";

  /** The resolved experiment's file in the output folder. */
  static final String EXPERIMENT = "experiment.yaml";

  /**
   * Runs what the ledger does not hold yet.
   *
   * @return the results of the whole experiment, in the order of its plan
   * @throws BadInputException if a dataset's files are not those described, or the folder or its
   *     ledger cannot be used
   */
  @SuppressWarnings("try") // the signal only has to be listened for
  List<TrialResult> run(ExperimentSpec experiment, Path folder, ProgressDisplay progress)
      throws InterruptedException {
    experiment.activations().forEach(arm -> warnIfUnstable(arm, experiment.function(arm)));
    Resolver.datasetNames(experiment).forEach(datasets::verify);
    List<TrialSpec> plan = experiment.plan(name -> datasets.descriptor(name).hash());
    make(folder);
    try (StopSignal signal = StopSignal.forThisThread(err);
        Ledger ledger = Ledger.open(folder.resolve(LEDGER));
        progress) {
      mend(ledger, retryDamaged, err);
      ExperimentFile.write(experiment, folder.resolve(EXPERIMENT));
      ledger.keepExperiment(
          experiment,
          Resolver.datasetNames(experiment).stream()
              .collect(Collectors.toMap(name -> name, name -> datasets.descriptor(name).hash())));
      int done = Math.toIntExact(plan.stream().filter(t -> ledger.finished(t.id())).count());
      tell(done, plan.size());
      if (done < plan.size()) {
        Set<String> ids = plan.stream().map(TrialSpec::id).collect(Collectors.toSet());
        List<TrialResult> earlier =
            ledger.results().stream().filter(result -> ids.contains(result.spec().id())).toList();
        tellOfOtherThreads(earlier, err);
      }
      int concurrent = Math.max(1, Math.min(workers, plan.size() - done));
      tellIfCrowded(concurrent, err);
      ProvenanceSource provenance = new ProvenanceSource(clock, concurrent);
      Trainer trainer = new Trainer(datasets, provenance, ResidentMemory.ofThisProcess());
      MemoryCheck memory = MemoryCheck.ofThisMachine(trainer, concurrent, err);
      memory.check(plan.stream().filter(t -> !ledger.finished(t.id())).toList());
      return new ExperimentRun(
              ledger, trainer, provenance, new NamedProgress(progress, experiment::arm), concurrent)
          .run(plan);
    }
  }

  private void warnIfUnstable(String arm, String function) {
    Activation known = Catalogue.named(function);
    if (Catalogue.isFormula(known) && !known.note().isEmpty()) {
      err.printf("formula '%s': %s%n", arm, known.note());
    }
  }

  private void tell(int done, int planned) {
    if (done == planned) {
      err.printf("all %d trials are done already; nothing is left to run%n", planned);
    } else if (done > 0) {
      err.printf("%d of %d trials are done already and are skipped%n", done, planned);
    }
  }

  /** Removes what is damaged in a ledger if that is wanted, and refuses the ledger if not. */
  static void mend(Ledger ledger, boolean retryDamaged, PrintWriter err) {
    if (!retryDamaged) {
      ledger.requireIntact();
      return;
    }
    ledger.damage().forEach(fault -> err.println("damaged, and done again if planned: " + fault));
    ledger.discardDamaged();
  }

  static void tellOfOtherThreads(List<TrialResult> earlier, PrintWriter err) {
    String notice = NativeThreads.notice(earlier, NativeThreads.ofThisProcess());
    if (notice != null) {
      err.println(notice);
    }
  }

  static void tellIfCrowded(int concurrent, PrintWriter err) {
    String notice =
        NativeThreads.notice(concurrent, NativeThreads.ofThisProcess(), Machine.cores());
    if (notice != null) {
      err.println(notice);
    }
  }

  /** Makes the output folder if it is missing. */
  static void make(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new BadInputException(
          "output folder %s cannot be made (%s); name another with --out"
              .formatted(folder, FileFault.reason(e)),
          e);
    }
  }
}
