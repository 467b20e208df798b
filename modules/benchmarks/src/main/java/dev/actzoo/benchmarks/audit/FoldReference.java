package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Fold;
import dev.actzoo.activations.Ridge;
import java.util.List;

/** What a fold's values and gradients should be, by its definition in extended precision. */
interface FoldReference {
  /** f of a row that holds no NaN. */
  List<Goal> values(float[] x);

  /** The gradient with respect to x of a loss whose gradient with respect to f(x) is given. */
  List<Goal> gradients(float[] x, float[] gradient);

  static FoldReference of(Fold fold) {
    Ridge gate = fold.gate();
    if (gate != null) {
      return new ExactGate(gate);
    }
    int k = fold.parameters().isEmpty() ? 1 : (int) fold.parameters().get(0).value();
    return switch (fold.name().replaceFirst("\\(.*", "")) {
      case "softmax" -> ExactNormaliser.SOFTMAX;
      case "log-softmax" -> ExactNormaliser.LOG_SOFTMAX;
      case "sparsemax" -> ExactNormaliser.SPARSEMAX;
      case "entmax" -> ExactNormaliser.ENTMAX;
      case "maxout" -> new ExactGroups(ExactGroups.Kind.MAXIMUM, k);
      case "minout" -> new ExactGroups(ExactGroups.Kind.MINIMUM, k);
      case "mean-fold" -> new ExactGroups(ExactGroups.Kind.MEAN, k);
      case "lse-fold" -> new ExactGroups(ExactGroups.Kind.LOG_SUM_EXP, k);
      case "l2-fold" -> new ExactGroups(ExactGroups.Kind.ROOT_MEAN_SQUARE, k);
      case "top-k" -> ExactSelection.top(k);
      case "winner-take-all" -> ExactSelection.winners(k);
      case "group-sort" -> ExactSelection.sorting(k);
      case "crelu" -> new ExactCrelu();
      default -> throw new IllegalArgumentException("no definition of " + fold.name());
    };
  }
}
