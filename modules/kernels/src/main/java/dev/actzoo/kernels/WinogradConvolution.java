package dev.actzoo.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.WinogradFunction.Images;
import dev.actzoo.kernels.WinogradFunction.TileLoop;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution by {@link WinogradTransform}s, as machine code for its shape: blocks of tiles are
 * transformed, multiplied and transformed back while they are in the second-level cache. Threads
 * share the blocks; each output is computed in the same way whichever does.
 */
final class WinogradConvolution {
  private static final Map<Request, WinogradConvolution> KNOWN = new ConcurrentHashMap<>();

  private final WinogradGrid grid;
  private final WinogradWeights weights;
  private final Images inputs;
  private final Images outputs;
  private final MachineCode code;
  private final MachineCode.Entry transformation;
  private final MachineCode.Entry convolution;
  private final int constants;
  private final WinogradTable table;

  /**
   * What is asked for.
   *
   * @param transposed whether the weights are [in, out, ...], and flipped: the gradient with
   *     respect to the input is a convolution of that with respect to the output
   * @param biased whether a number is added to each channel
   */
  private record Request(ConvolutionShape shape, boolean transposed, boolean biased) {}

  private WinogradConvolution(Request request) {
    ConvolutionShape shape = request.shape();
    grid = new WinogradGrid(shape);
    weights = WinogradWeights.of(shape, request.transposed());
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
            WinogradTransform.transposedEvaluation(grid.step(), false), outputs, request.biased());
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

  /** Whether there is code for this convolution here, and it gains by it. */
  static boolean serves(OneDnn context, ConvolutionShape shape) {
    return context.precision() == Precision.FLOAT32
        && WinogradGrid.suits(shape)
        && MachineCode.isWide();
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

  /** The convolution of that shape; transposed, its weights are those of its inverse's shape. */
  static void run(
      ConvolutionShape shape,
      boolean transposed,
      INDArray in,
      INDArray weights,
      @Nullable INDArray bias,
      INDArray out) {
    KNOWN
        .computeIfAbsent(new Request(shape, transposed, bias != null), WinogradConvolution::new)
        .run(in, weights, bias, out);
  }

  /** Weights at the points, in memory of their own. */
  private record Transformed(Memory memory) {
    long address() {
      long unaligned = Pointer.nativeValue(memory) + Vectors.AVX512.bytes - 1;
      return unaligned - unaligned % Vectors.AVX512.bytes;
    }
  }

  private void run(INDArray in, INDArray given, @Nullable INDArray bias, INDArray out) {
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
