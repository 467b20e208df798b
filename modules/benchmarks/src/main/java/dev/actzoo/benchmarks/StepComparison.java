package dev.actzoo.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

/** Whole training steps beside those of others, model by model. */
public final class StepComparison {
  private static final int WARM_UP = 10;

  /** Stock DL4J takes seconds a step. */
  private static final int STOCK_WARM_UP = 2;

  private static final int STOCK_ROUNDS = 5;

  static final String NO_STOCK_BERT =
      "DL4J's own layers cannot make BERT: they have neither layer norm nor position embeddings";

  private final Settings settings;
  private final StepCase step;
  private final Results results;
  private final OurStep ours;

  private StepComparison(Settings settings, StepCase step, Results results) {
    this.settings = settings;
    this.step = step;
    this.results = results;
    this.ours = new OurStep(step);
  }

  /**
   * Runs the models that are wanted.
   *
   * @param cache a folder for what can be worked out again
   */
  public static void run(Settings settings, Path cache, Results results) {
    Torch.prepare(cache, settings.threads());
    settings.requireAnyOf(StepCase.ALL.stream().map(StepCase::model).toList());
    for (StepCase step : StepCase.ALL) {
      if (settings.wants(step.model())) {
        new StepComparison(settings, step, results).run();
      }
    }
  }

  private void run() {
    unlessAbsent(Peer.DJL_PYTORCH, this::djl);
    unlessAbsent(Peer.PYTHON_PYTORCH, this::python);
    unlessAbsent(Peer.STOCK_DL4J, this::stock);
    results.add(ours.breakdown());
    results.add(FootprintProcess.run(step, FootprintProcess.STEPS));
  }

  private void unlessAbsent(Peer peer, Runnable comparison) {
    try {
      comparison.run();
    } catch (AbsentPeerException e) {
      results.add(new Missing(step.model(), peer, e.getMessage()));
    }
  }

  private void djl() {
    Map<String, Supplier<StepContestant>> formats = new LinkedHashMap<>();
    if (step.encoder() == null) {
      formats.put("channels first", () -> TorchStep.ofImages(step, false));
      formats.put("channels last", () -> TorchStep.ofImages(step, true));
    } else {
      formats.put("batched products, no fused attention", () -> TorchStep.bert(step));
    }
    List<StepContestant> contestants = new ArrayList<>(List.of(ours));
    try {
      formats.values().forEach(format -> contestants.add(checked(format.get())));
      List<Times> times = Race.ofSteps(settings.rounds(), WARM_UP).run(contestants);
      int best = 1;
      for (int i = 2; i < times.size(); i++) {
        best = times.get(i).median() < times.get(best).median() ? i : best;
      }
      String format = List.copyOf(formats.keySet()).get(best - 1);
      add(
          Peer.DJL_PYTORCH,
          times.get(0),
          times.get(best),
          "%s; %s%s".formatted(Torch.description(), format, formats.size() > 1 ? " (faster)" : ""));
    } finally {
      contestants.forEach(StepContestant::close);
    }
  }

  /** Python's steps are one block; ours are taken before and after it. */
  private void python() {
    Race race = Race.ofSteps(settings.rounds(), WARM_UP);
    double[] before = race.samples(List.of(ours))[0];
    PythonTorch.Answer answer =
        PythonTorch.run(step, settings.threads(), WARM_UP, 2 * settings.rounds());
    double[] after = race.samples(List.of(ours))[0];
    requireSameParameters(answer.parameters(), "PyTorch under Python");
    double[] all = DoubleStream.concat(DoubleStream.of(before), DoubleStream.of(after)).toArray();
    String format = answer.fastest();
    add(
        Peer.PYTHON_PYTORCH,
        Times.of(all, "ms"),
        answer.times(format),
        "%s; %s%s; a block between ours"
            .formatted(
                answer.description(), format, answer.milliseconds().size() > 1 ? " (faster)" : ""));
  }

  private void stock() {
    StepContestant stock =
        checked(
            switch (step.network()) {
              case RESNET -> new StockStep(StockResnet.configuration(step), step);
              case ALEXNET -> new StockStep(StockAlexnet.configuration(step), step);
              case BERT -> throw new AbsentPeerException(NO_STOCK_BERT);
            });
    List<Times> times = Race.ofSteps(STOCK_ROUNDS, STOCK_WARM_UP).run(List.of(ours, stock));
    add(Peer.STOCK_DL4J, times.get(0), times.get(1), "its own layers, channels first");
  }

  private void add(Peer peer, Times our, Times their, String note) {
    results.add(Row.of(step.model(), step.size(), peer, our, their, note).withRates(step.batch()));
  }

  private StepContestant checked(StepContestant rival) {
    requireSameParameters(rival.parameters(), rival.getClass().getSimpleName());
    return rival;
  }

  private void requireSameParameters(long theirs, String who) {
    if (theirs != ours.parameters()) {
      throw new IllegalStateException(
          "%s has %d parameters for %s, ours has %d"
              .formatted(who, theirs, step.model(), ours.parameters()));
    }
  }
}
