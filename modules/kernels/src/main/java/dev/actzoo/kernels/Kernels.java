package dev.actzoo.kernels;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The array operations under the layers, forward and backward.
 *
 * <p>Every method writes into arrays the caller allocated and reads only what it is given. Unless
 * said otherwise arrays are dense in C order, possibly a stretch of a longer buffer, and all of one
 * floating-point type. Outputs must not overlap inputs, except where a method says that they may.
 * Implementations are safe to call from several threads at once; for given arrays and thread count
 * the result is the same to the bit.
 */
public sealed interface Kernels permits OneDnnKernels, Nd4jKernels {

  /**
   * The kernels for arrays of a type: oneDNN for float32 where its library loads and arrays live in
   * host memory, ND4J's operations for everything else.
   */
  static Kernels of(DataType type) {
    return type == DataType.FLOAT && OneDnnKernels.available()
        ? OneDnnKernels.INSTANCE
        : Nd4jKernels.INSTANCE;
  }

  /** The native threads of an operation: what OpenMP was told at the start, else all cores. */
  static int threads() {
    return NativeThreads.COUNT;
  }

  /** Whether the kernels for float32 can multiply in a precision faster than by emulating it. */
  static boolean supports(Precision precision) {
    return precision == Precision.FLOAT32 || (OneDnnKernels.available() && OneDnn.hasBfloat16());
  }

  /**
   * Sets the precision of the calling thread's float32 kernels; float32 unless set.
   *
   * @throws IllegalArgumentException if they do not support it
   */
  static void multiplyIn(Precision precision) {
    if (!supports(precision)) {
      throw new IllegalArgumentException("these kernels have no " + precision);
    }
    if (OneDnnKernels.available()) {
      OneDnn.ofThread().multiplyIn(precision);
    }
  }

  /**
   * Does work during which no weights change, so that each layer's are brought into the form that
   * its kernel multiplies by once, not at every call.
   */
  static <T> T whileWeightsStand(Supplier<T> work) {
    return KeptWeights.during(work);
  }

  /** Name, version and code path of the kernels, for provenance. */
  String description();

  /** out = f(in), elementwise; {@code out} may be {@code in}. */
  void activate(Pointwise f, INDArray in, INDArray out);

  /**
   * gradientIn = gradientOut * f'(in), elementwise; {@code gradientIn} may be {@code gradientOut}.
   *
   * @param kept the input or the output of the forward pass, as {@link Pointwise#backwardNeeds()}
   *     asks; ignored where it asks for nothing
   */
  void activateBackward(Pointwise f, INDArray kept, INDArray gradientOut, INDArray gradientIn);

  /**
   * out = f(in) for given values of the learned parameters; {@code out} may be {@code in}.
   *
   * @param in [..., channels]
   * @param learned for each parameter one number, or one for each channel; empty for the initial
   *     values
   */
  void activate(FormulaPointwise f, INDArray in, List<INDArray> learned, INDArray out);

  /**
   * gradientIn = gradientOut * f'(in), and the gradients of the learned parameters; {@code
   * gradientIn} may be {@code gradientOut}.
   *
   * @param learned as in the forward pass
   * @param gradientLearned written: gradientOut times the derivative by each parameter, summed over
   *     what it is for; empty if not asked for
   */
  void activateBackward(
      FormulaPointwise f,
      INDArray in,
      List<INDArray> learned,
      INDArray gradientOut,
      INDArray gradientIn,
      List<INDArray> gradientLearned);

  /**
   * out = then(a + b), elementwise, all of one shape; {@code out} may be {@code a} or {@code b}.
   *
   * @param then a function whose backward pass does not read its input
   */
  void add(INDArray a, INDArray b, Pointwise then, INDArray out);

  /** out = a * b, elementwise, all of one shape; {@code out} may be {@code a} or {@code b}. */
  void multiply(INDArray a, INDArray b, INDArray out);

  /** out = in, of one shape, each with strides of its own. */
  void copy(INDArray in, INDArray out);

  /**
   * out = then(alpha * a b + addend), the product over the last two axes, for each index of the
   * leading ones.
   *
   * @param a [..., m, k]; any strides with a unit stride among the last two axes, so transposed and
   *     permuted views serve; leading axes of size 1 broadcast
   * @param b [..., k, n]; likewise
   * @param addend of the rank of {@code out}, axes of size 1 broadcast; null for none
   * @param then a function whose backward pass does not read its input
   * @param out [..., m, n]; likewise strided
   */
  void matmul(
      INDArray a,
      INDArray b,
      double alpha,
      @Nullable INDArray addend,
      Pointwise then,
      INDArray out);

  /** The product without a function over it. */
  default void matmul(
      INDArray a, INDArray b, double alpha, @Nullable INDArray addend, INDArray out) {
    matmul(a, b, alpha, addend, Pointwise.IDENTITY, out);
  }

  /** Sums over the rows of [rows, columns], by column, into [1, columns]. */
  void columnSums(INDArray in, INDArray out);

  /** Convolution of a channels-last batch, with optional bias [out]. */
  void convolution(
      ConvolutionShape shape, INDArray in, INDArray weights, @Nullable INDArray bias, INDArray out);

  /** Gradient of a convolution with respect to its input. */
  void convolutionBackwardData(
      ConvolutionShape shape, INDArray weights, INDArray gradientOut, INDArray gradientIn);

  /** Gradient of a convolution with respect to its weights and, unless null, its bias. */
  void convolutionBackwardWeights(
      ConvolutionShape shape,
      INDArray in,
      INDArray gradientOut,
      INDArray gradientWeights,
      @Nullable INDArray gradientBias);

  /** The bytes of a {@link #maxPool}'s record of where its maxima lie. */
  long winnersLength(PoolingShape shape);

  /**
   * The maximum over each window of a channels-last batch; among equals the first in C order.
   *
   * @param winners bytes [{@link #winnersLength}], written with where the maxima lie, in a form of
   *     the kernels' own; null if no backward pass follows
   */
  void maxPool(PoolingShape shape, INDArray in, @Nullable INDArray winners, INDArray out);

  /** Gradient of {@link #maxPool}, from what its forward pass wrote. */
  void maxPoolBackward(
      PoolingShape shape, INDArray winners, INDArray gradientOut, INDArray gradientIn);

  /** The mean over each window of a channels-last batch, padding not counted. */
  void averagePool(PoolingShape shape, INDArray in, INDArray out);

  /** Gradient of {@link #averagePool}. */
  void averagePoolBackward(PoolingShape shape, INDArray gradientOut, INDArray gradientIn);

  /** The bytes of a {@link #batchNorm}'s mask of positive outputs. */
  long positiveMaskLength(long rows, long channels);

  /**
   * Batch normalisation over rows (Ioffe and Szegedy 2015): out = gain * (in - mean) /
   * sqrt(variance + epsilon) + shift, by column; in training with a mask, ReLU of that.
   *
   * @param in [..., channels], whose leading axes are the rows
   * @param mean [1, channels]; written with the batch's mean if {@code training}, else read
   * @param variance [1, channels]; the biased variance, likewise
   * @param positive bytes [{@link #positiveMaskLength}], written in training with which outputs
   *     ReLU let through, in a form of the kernels' own; null for no ReLU
   */
  void batchNorm(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      boolean training,
      @Nullable INDArray positive,
      INDArray out);

  /**
   * Moves running averages a part of the way to new values: running += share * (correction * batch
   * - running).
   */
  void moveAverage(INDArray running, INDArray batch, double correction, double share);

  /** Gradients of {@link #batchNorm} in training, from what its forward pass read and wrote. */
  void batchNormBackward(
      INDArray in,
      INDArray gain,
      INDArray mean,
      INDArray variance,
      double epsilon,
      @Nullable INDArray positive,
      INDArray gradientOut,
      INDArray gradientIn,
      INDArray gradientGain,
      INDArray gradientShift);

  /**
   * Layer normalisation (Ba, Kiros and Hinton 2016): each row to mean 0 and variance 1, then gain
   * and shift by column.
   *
   * @param in [..., features], whose leading axes are the rows
   * @param gain [1, features]
   * @param shift [1, features]
   * @param mean [rows], written
   * @param variance [rows], written; the biased variance
   */
  void layerNorm(
      INDArray in,
      INDArray gain,
      INDArray shift,
      INDArray mean,
      INDArray variance,
      double epsilon,
      INDArray out);

  /** Gradients of {@link #layerNorm}, from what its forward pass read and wrote. */
  void layerNormBackward(
      INDArray in,
      INDArray gain,
      INDArray mean,
      INDArray variance,
      double epsilon,
      INDArray gradientOut,
      INDArray gradientIn,
      INDArray gradientGain,
      INDArray gradientShift);

  /** Softmax over the last axis; {@code out} may be {@code in}. */
  void softmax(INDArray in, INDArray out);

  /**
   * Gradient of softmax: gradientIn = out * (gradientOut - sum(gradientOut * out)); {@code
   * gradientIn} may be {@code gradientOut}.
   */
  void softmaxBackward(INDArray out, INDArray gradientOut, INDArray gradientIn);

  /**
   * out = f(in) for each row.
   *
   * @param k features of a group, or how many pass, as the function has it
   * @param in [rows, features]
   * @param out [rows, {@link FoldFunction#outputs}]
   */
  default void fold(FoldFunction f, int k, INDArray in, INDArray out) {
    RowLoop.run(f.forwardBody(), k, in, null, null, out);
  }

  /** Whether a fold of so many features runs as machine code of its own. */
  default boolean compiles(FoldFunction f, int k, long features) {
    return false;
  }

  /** Gradient of {@link #fold}, from what its forward pass read and wrote. */
  default void foldBackward(
      FoldFunction f, int k, INDArray in, INDArray out, INDArray gradientOut, INDArray gradientIn) {
    RowLoop.run(
        f.backwardBody(),
        k,
        f.readsInput() ? in : null,
        f.readsOutput() ? out : null,
        gradientOut,
        gradientIn);
  }

  /** The numbers of room that {@link #gate} takes for rows of twice so many features. */
  default long gateRoomLength(Pointwise f, long rows, long features) {
    return 2 * rows * features;
  }

  /**
   * A gated unit: out = opened * value, opened = f(gate), the value being the first half of the
   * features of a row and the gate the second.
   *
   * @param f learns nothing: parameters are what they are initially
   * @param in [rows, 2 n]
   * @param room [{@link #gateRoomLength}], written with what {@link #gateBackward} reads; null if
   *     that is none
   * @param opened [rows, n], written; null if no backward pass follows
   * @param out [rows, n]
   */
  default void gate(
      Pointwise f, INDArray in, @Nullable INDArray room, @Nullable INDArray opened, INDArray out) {
    Halves halves = Halves.of(Objects.requireNonNull(room), out.shape());
    copy(Halves.of(in, 1), halves.gate());
    copy(Halves.of(in, 0), halves.value());
    INDArray open = opened == null ? halves.gate() : opened;
    activate(f, halves.gate(), open);
    multiply(open, halves.value(), out);
  }

  /**
   * Gradient of {@link #gate}, from what its forward pass read and wrote; room and {@code opened}
   * may be overwritten.
   */
  default void gateBackward(
      Pointwise f,
      INDArray in,
      @Nullable INDArray room,
      INDArray opened,
      INDArray gradientOut,
      INDArray gradientIn) {
    Halves halves = Halves.of(Objects.requireNonNull(room), opened.shape());
    INDArray gradient = halves.value();
    boolean readsOutput = f.backwardNeeds() == Pointwise.Needs.OUTPUT;
    multiply(gradientOut, gradient, gradient);
    activateBackward(f, readsOutput ? opened : halves.gate(), gradient, gradient);
    copy(gradient, Halves.of(gradientIn, 1));
    multiply(gradientOut, opened, opened);
    copy(opened, Halves.of(gradientIn, 0));
  }

  /**
   * Radial functions of squared distances: squares = max(0, squares + rowSquares) / width^2, out =
   * f(sqrt(squares)).
   *
   * @param rowSquares [rows, 1], added to each row
   * @param logWidths [1, units]
   * @param factors [1, units], written: 1 / width^2
   * @param squares [rows, units]; read, then written
   * @param out [rows, units]
   */
  default void radial(
      RadialFunction f,
      INDArray rowSquares,
      INDArray logWidths,
      INDArray factors,
      INDArray squares,
      INDArray out) {
    activate(RadialFunction.INVERSE_SQUARED_WIDTH, logWidths, factors);
    RadialLoops.scale(rowSquares, factors, squares);
    activate(f.compiled().value(), squares, out);
  }

  /**
   * Gradients of {@link #radial}, from what its forward pass wrote.
   *
   * @param gradientSquares [rows, units], with respect to the squares before division
   * @param gradientLogWidths [rows, units], to be summed over rows
   */
  default void radialBackward(
      RadialFunction f,
      INDArray squares,
      INDArray factors,
      INDArray gradientOut,
      INDArray gradientSquares,
      INDArray gradientLogWidths) {
    activateBackward(
        f.compiled().towardsSquares(),
        squares,
        List.of(factors.reshape(factors.length())),
        gradientOut,
        gradientSquares,
        List.of());
    activateBackward(f.compiled().towardsWidths(), squares, gradientOut, gradientLogWidths);
  }

  /** out = in + row for each row of [rows, columns], the row being [1, columns]. */
  default void addRow(INDArray in, INDArray row, INDArray out) {
    RadialLoops.addRow(in, row, out);
  }

  /** The sum of squares of each row of [rows, columns], [rows, 1]. */
  default void rowSquares(INDArray in, INDArray out) {
    RadialLoops.rowSquares(in, out);
  }

  /**
   * Adds to each row of {@code out} the same row of {@code in}, times {@code alpha} and the sum of
   * the same row of {@code weights}.
   *
   * @param weights [rows, any]
   */
  default void addWeightedRows(INDArray in, INDArray weights, double alpha, INDArray out) {
    RadialLoops.addWeightedRows(in, weights, alpha, out);
  }
}
