package dev.actzoo.experiments;

import dev.actzoo.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The SQLite file that holds every trial, its learning curves and its provenance, and the
 * experiments the trials were run for. Each change is one transaction, on the disk when the method
 * returns: a process that is killed loses only the trials that were under way, which the next run
 * begins again. Safe for use by several threads; one process at a time may have it open for
 * running, any number for reading.
 *
 * <p>A trial is begun, gains epochs and is finished. Trials that completed or diverged are done;
 * failed ones are kept as results and give way when they are begun again.
 *
 * <p>Several experiments may share a ledger: a trial that two of them plan is run once and belongs
 * to both. Of the experiments of one name the ledger keeps the one that was run last.
 */
public final class Ledger implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final @Nullable LedgerLock lock;
  private boolean underWay;

  private Ledger(Path file, Connection connection, @Nullable LedgerLock lock) {
    this.file = file;
    this.connection = connection;
    this.lock = lock;
  }

  /**
   * The ledger of a file, for running trials; made if the file is missing.
   *
   * @throws BadInputException if the folder is missing or cannot be written, the file is not a
   *     ledger or a newer one, or another run has it open
   */
  public static Ledger open(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new BadInputException("ledger %s: there is no folder %s".formatted(file, folder));
    }
    LedgerFile.requireSqliteIfPresent(file);
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw new BadInputException("ledger %s cannot be written".formatted(file));
    }
    LedgerLock lock = LedgerLock.acquire(file);
    try {
      return new Ledger(file, LedgerFile.openForWriting(file), lock);
    } catch (BadInputException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * The ledger of an existing file, for reading; a run may go on meanwhile.
   *
   * @throws BadInputException if there is no such file, or it is not a ledger or a newer one
   */
  public static Ledger openForReading(Path file) {
    if (!Files.exists(file)) {
      throw new BadInputException("ledger %s: no such file".formatted(file));
    }
    LedgerFile.requireSqliteIfPresent(file);
    return new Ledger(file, LedgerFile.openForReading(file), null);
  }

  /**
   * Enters a trial that starts now. What an earlier, unfinished or failed, run of it left is
   * removed.
   *
   * @throws IllegalStateException if the trial is done
   */
  public void begin(TrialSpec trial) {
    String id = trial.id();
    transaction(
        () -> {
          LedgerRows.deleteUnlessDone(connection, id);
          if (LedgerRows.outcome(connection, id) != null) {
            throw new IllegalStateException("trial " + id + " is done");
          }
          LedgerRows.deleteEpochs(connection, id);
          LedgerRows.insertTrial(connection, trial);
          return null;
        });
  }

  /**
   * Enters an epoch of a trial that has begun.
   *
   * @throws IllegalStateException if the trial has not begun or is finished
   */
  public void recordEpoch(TrialSpec trial, EpochRecord epoch) {
    transaction(
        () -> {
          requireBegun(LedgerRows.insertEpoch(connection, trial.id(), epoch), trial);
          return null;
        });
  }

  /**
   * Enters the result of a trial that has begun; its epochs replace those recorded so far.
   *
   * @throws IllegalStateException if the trial has not begun or is finished
   */
  public void finish(TrialResult result) {
    String id = result.spec().id();
    transaction(
        () -> {
          LedgerRows.deleteEpochs(connection, id);
          for (EpochRecord epoch : result.epochs()) {
            LedgerRows.insertEpoch(connection, id, epoch);
          }
          requireBegun(LedgerRows.updateTrial(connection, result), result.spec());
          LedgerRows.seal(connection, "trials", "id", id);
          return null;
        });
  }

  /** Whether the trial of that id is done: completed or diverged, not failed. */
  public boolean finished(String id) {
    String outcome = transaction(() -> LedgerRows.outcome(connection, id));
    return outcome != null && !outcome.equals(Outcome.FAILED.name());
  }

  /**
   * The results of all trials that ended, failed ones too, ordered by model, dataset, seed and
   * activation. Results of trials run under another protocol than today's are left out: they cannot
   * be compared.
   *
   * @throws BadInputException if a trial is damaged: the message names the first
   */
  public List<TrialResult> results() {
    TrialRows rows = trialRows();
    requireNone(rows.damage());
    return rows.results();
  }

  /** The results of those trials that are not damaged, as {@link #results()} has them. */
  public List<TrialResult> intactResults() {
    return trialRows().results();
  }

  /** Keeps an experiment whose trials are run into this ledger, in place of any of its name. */
  public void keepExperiment(ExperimentSpec experiment, Map<String, String> versions) {
    transaction(
        () -> {
          LedgerRows.replaceExperiment(connection, experiment, versions);
          return null;
        });
  }

  /** The same for an experiment on datasets of which the version is not known. */
  public void keepExperiment(ExperimentSpec experiment) {
    keepExperiment(experiment, Map.of());
  }

  /**
   * The experiments kept here, the one kept last first.
   *
   * @throws BadInputException if one is damaged: the message names it
   */
  public List<ExperimentSpec> experiments() {
    return kept().stream().map(KeptExperiment::spec).toList();
  }

  /** The same with the versions of their datasets. */
  public List<KeptExperiment> kept() {
    ExperimentRows rows = experimentRows();
    requireNone(rows.damage());
    return rows.kept();
  }

  /** Those experiments that are not damaged. */
  public List<KeptExperiment> intactExperiments() {
    return experimentRows().kept();
  }

  /** What is wrong with the rows that cannot be trusted, one line each; none in a sound ledger. */
  public List<String> damage() {
    return damagedRows().stream().map(Damage::fault).toList();
  }

  /**
   * Refuses a ledger with a damaged row.
   *
   * @throws BadInputException if there is one: the message names the first
   */
  public void requireIntact() {
    requireNone(damagedRows());
  }

  /** Removes what is damaged, so that it can be run again, and says how many rows that were. */
  public int discardDamaged() {
    List<Damage> damaged = damagedRows();
    transaction(
        () -> {
          for (Damage row : damaged) {
            LedgerRows.delete(connection, row);
          }
          return null;
        });
    return damaged.size();
  }

  private List<Damage> damagedRows() {
    return Stream.of(trialRows().damage(), experimentRows().damage())
        .flatMap(List::stream)
        .toList();
  }

  private TrialRows trialRows() {
    return transaction(() -> TrialRows.of(connection, LedgerSchema.hasChecksums(connection)));
  }

  private ExperimentRows experimentRows() {
    return transaction(() -> ExperimentRows.of(connection, LedgerSchema.hasChecksums(connection)));
  }

  private void requireNone(List<Damage> damage) {
    if (!damage.isEmpty()) {
      throw new BadInputException(
          "ledger %s is damaged: %s%s; a run with --retry-damaged does it again, report --skip-damaged leaves it out"
              .formatted(
                  file,
                  damage.get(0).fault(),
                  damage.size() == 1 ? "" : " (and %d more)".formatted(damage.size() - 1)));
    }
  }

  /** Runs several changes as one: all are made, or if something is thrown none. */
  void atOnce(Runnable changes) {
    transaction(
        () -> {
          changes.run();
          return null;
        });
  }

  /** Closes the file, after a run as one file that can be copied and opened anywhere. */
  @Override
  public synchronized void close() {
    try (lock;
        connection) {
      if (lock != null && !connection.isClosed()) {
        leaveOneFile();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /**
   * Folds the write-ahead log into the file. Where that cannot be, because somebody reads the file
   * or the disk is full, the log stays beside it and loses nothing.
   */
  private void leaveOneFile() {
    try {
      LedgerFile.execute(connection, "PRAGMA busy_timeout = 0");
      LedgerFile.execute(connection, "PRAGMA journal_mode = DELETE");
    } catch (SQLException ignored) {
      // the next opening reads the log and folds it in
    }
  }

  private static void requireBegun(int rows, TrialSpec trial) {
    if (rows != 1) {
      throw new IllegalStateException("trial " + trial.id() + " is not under way");
    }
  }

  private synchronized <T extends @Nullable Object> T transaction(Work<T> work) {
    if (underWay) {
      return within(work);
    }
    underWay = true;
    try {
      LedgerFile.execute(connection, "BEGIN");
      T made = work.run();
      LedgerFile.execute(connection, "COMMIT");
      return made;
    } catch (SQLException e) {
      rollBack(e);
      throw failure(e);
    } catch (RuntimeException | Error e) {
      rollBack(e);
      throw e;
    } finally {
      underWay = false;
    }
  }

  /** Does the work as a part of the transaction that is under way. */
  private <T extends @Nullable Object> T within(Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Undoes what is not committed; on a full disk SQLite has done so already and complains. */
  private void rollBack(Throwable reason) {
    try {
      LedgerFile.execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  private LedgerException failure(SQLException e) {
    return new LedgerException("ledger %s: %s".formatted(file, oneLine(e)), e);
  }

  static String oneLine(SQLException e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip();
  }

  @FunctionalInterface
  private interface Work<T extends @Nullable Object> {
    T run() throws SQLException;
  }
}
