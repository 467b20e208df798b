package dev.actzoo.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.WinogradFunction.Images;
import dev.actzoo.kernels.WinogradFunction.TileLoop;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution by {@link WinogradTransform}s, as machine code for its shape: blocks of tiles are
 * transformed, multiplied and transformed back while they are in the second-level cache. Threads
 * share the blocks; each output is computed in the same way whichever does.
 */
final class WinogradConvolution {
  /** By what was asked for; nothing where oneDNN does better. */
  private static final Map<Request, Optional<WinogradConvolution>> KNOWN =
      new ConcurrentHashMap<>();

  private final WinogradGrid grid;
  private final WinogradWeights weights;
  private final Images inputs;
  private final Images outputs;
  private final MachineCode code;
  private final MachineCode.Entry transformation;
  private final MachineCode.Entry convolution;
  private final int constants;
  private final WinogradTable table;

  private enum Kind {
    FORWARD,
    BACKWARD_DATA
  }

  /**
   * @param transposed whether the weights are [in, out, ...], and flipped: the gradient with
   *     respect to the input is a convolution of that with respect to the output
   * @param biased whether a number is added to each channel
   */
  private WinogradConvolution(ConvolutionShape shape, boolean transposed, boolean biased) {
    grid = new WinogradGrid(shape);
    weights = WinogradWeights.of(shape, transposed);
    inputs = Images.inputs(grid);
    outputs = Images.outputs(grid);
    WinogradFunction function = new WinogradFunction();
    int transformWeights = SharedWork.function(function.assembler(), weights.transform(function));
    TileLoop inputLoop = function.gather(WinogradTransform.interpolation(), inputs);
    WinogradProduct product =
        new WinogradProduct(
            grid.block(),
            weights.out(),
            weights.in() * Float.BYTES,
            Float.BYTES,
            inputs.stride(),
            weights.stride(),
            outputs.stride());
    int products =
        function.product(
            product,
            WinogradFunction.FIRST_TILES,
            WinogradFunction.TRANSFORMED_WEIGHTS,
            WinogradFunction.SECOND_TILES,
            false);
    TileLoop outputLoop =
        function.scatter(
            WinogradTransform.transposedEvaluation(grid.step(), false), outputs, biased);
    int convolve =
        SharedWork.function(
            function.assembler(),
            function.eachBlock(grid.block(), inputLoop.start(), products, outputLoop.start()));
    constants = function.assembler().position();
    code = MachineCode.of(function.code());
    transformation = code.entry(transformWeights);
    convolution = code.entry(convolve);
    table = new WinogradTable(code, inputs, inputLoop, outputs, outputLoop);
  }

  /** Whether there is code for convolutions here, in the precision that is asked for. */
  static boolean isAvailable(OneDnn context) {
    return context.precision() == Precision.FLOAT32 && MachineCode.isWide();
  }

  /** The convolution of that shape; null if it does not gain by tiles. */
  static @Nullable WinogradConvolution forward(ConvolutionShape shape, boolean biased) {
    Request request = Request.of(Kind.FORWARD).and(shape).and(biased);
    Optional<WinogradConvolution> known = KNOWN.get(request);
    if (known == null) {
      known = KNOWN.computeIfAbsent(request.copy(), absent -> made(shape, false, biased));
    }
    return known.orElse(null);
  }

  /** The gradient of one of that shape with respect to its input; null if it does not gain. */
  static @Nullable WinogradConvolution backwardData(ConvolutionShape shape) {
    Request request = Request.of(Kind.BACKWARD_DATA).and(shape);
    Optional<WinogradConvolution> known = KNOWN.get(request);
    if (known == null) {
      known = KNOWN.computeIfAbsent(request.copy(), absent -> made(backward(shape), true, false));
    }
    return known.orElse(null);
  }

  private static Optional<WinogradConvolution> made(
      ConvolutionShape shape, boolean transposed, boolean biased) {
    return WinogradGrid.suits(shape)
        ? Optional.of(new WinogradConvolution(shape, transposed, biased))
        : Optional.empty();
  }

  /** The shape of the convolution that takes the outputs' gradient to the inputs'. */
  static ConvolutionShape backward(ConvolutionShape shape) {
    return new ConvolutionShape(
        shape.batch(),
        shape.outputHeight(),
        shape.outputWidth(),
        shape.out(),
        shape.in(),
        shape.kernel(),
        shape.stride(),
        shape.kernel() - 1 - shape.padding());
  }

  /** Weights at the points, in memory of their own. */
  private record Transformed(Memory memory) {
    long address() {
      long unaligned = Pointer.nativeValue(memory) + Vectors.AVX512.bytes - 1;
      return unaligned - unaligned % Vectors.AVX512.bytes;
    }
  }

  void run(INDArray in, INDArray given, @Nullable INDArray bias, INDArray out) {
    SharedWork work = SharedWork.ofThread();
    int shares = Math.min(Kernels.threads(), grid.blocks());
    long transformedBytes = WinogradFunction.bytes(weights.stride());
    long shareBytes = inputs.bytes() + outputs.bytes();
    long start =
        work.room(transformedBytes + Math.max(shares * shareBytes, weights.kernelsBytes()));
    long room = start + transformedBytes;
    work.setAll(WinogradFunction.CONSTANTS, code.address(constants));
    KeptWeights kept = KeptWeights.ofThread();
    long transformed =
        kept == null
            ? transform(given, start, room)
            : kept.get(
                    this,
                    Layouts.address(given),
                    () -> {
                      Transformed made =
                          new Transformed(new Memory(transformedBytes + Vectors.AVX512.bytes));
                      transform(given, made.address(), room);
                      return made;
                    },
                    made -> made.memory().close())
                .address();
    long from = Layouts.address(in);
    long to = Layouts.address(out);
    long place = work.common(table.entry(0));
    long added = bias == null ? 0 : Layouts.address(bias);
    for (int share = 0; share < shares; share++) {
      long own = room + share * shareBytes;
      inputs.share(work, share, from, own);
      outputs.share(work, share, to, own + inputs.bytes());
      work.set(share, WinogradFunction.TRANSFORMED_WEIGHTS, transformed);
      work.set(share, WinogradFunction.BIAS, added);
      work.set(share, WinogradFunction.DEPTH, weights.in());
      work.set(share, WinogradFunction.TABLE_END, table.entry(grid.tiles()));
      work.set(share, WinogradFunction.PLACE, place);
    }
    work.run(convolution, shares);
  }

  private long transform(INDArray given, long transformed, long room) {
    SharedWork work = SharedWork.ofThread();
    weights.share(work, Layouts.address(given), transformed, room);
    work.run(transformation, weights.shares());
    return transformed;
  }
}
