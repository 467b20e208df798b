package dev.actzoo.kernels;

import dev.actzoo.kernels.WinogradFunction.Images;
import dev.actzoo.kernels.WinogradFunction.TileLoop;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of a convolution with respect to its weights, by {@link WinogradTransform}s: at each
 * point the transformed tiles of inputs and of outputs' gradients are multiplied and summed over
 * all tiles, and the sums transformed to weights. Each thread sums the same part of the tiles
 * whenever there are as many.
 */
final class WinogradGradient {
  /** By what was asked for; nothing where oneDNN does better. */
  private static final Map<Request, Optional<WinogradGradient>> KNOWN = new ConcurrentHashMap<>();

  private enum Kind {
    BACKWARD_WEIGHTS
  }

  private final WinogradGrid grid;
  private final WinogradWeights weights;
  private final Images inputs;
  private final Images outputs;
  private final MachineCode code;
  private final MachineCode.Entry summation;
  private final MachineCode.Entry transformation;
  private final int constants;
  private final WinogradTable table;

  private WinogradGradient(ConvolutionShape shape) {
    grid = new WinogradGrid(shape);
    weights = WinogradWeights.of(shape, false);
    inputs = Images.inputs(grid);
    outputs = Images.outputs(grid);
    WinogradFunction function = new WinogradFunction();
    TileLoop inputLoop = function.gather(WinogradTransform.interpolation(), inputs);
    TileLoop outputLoop =
        function.gather(WinogradTransform.evaluation(grid.step(), false), outputs);
    WinogradProduct product =
        new WinogradProduct(
            weights.in(),
            weights.out(),
            Float.BYTES,
            weights.in() * Float.BYTES,
            inputs.stride(),
            outputs.stride(),
            weights.stride());
    int first = product(function, product, false);
    int more = product(function, product, true);
    int sum =
        SharedWork.function(
            function.assembler(),
            function.sumOverBlocks(grid.block(), inputLoop, outputLoop, first, more));
    int transformSums = SharedWork.function(function.assembler(), weights.gradient(function));
    constants = function.assembler().position();
    code = MachineCode.of(function.code());
    summation = code.entry(sum);
    transformation = code.entry(transformSums);
    table = new WinogradTable(code, inputs, inputLoop, outputs, outputLoop);
  }

  private static int product(WinogradFunction function, WinogradProduct product, boolean adds) {
    return function.product(
        product,
        WinogradFunction.FIRST_TILES,
        WinogradFunction.SECOND_TILES,
        WinogradFunction.TRANSFORMED_WEIGHTS,
        adds);
  }

  /** That of a convolution of that shape; null if it does not gain by tiles. */
  static @Nullable WinogradGradient of(ConvolutionShape shape) {
    Request request = Request.of(Kind.BACKWARD_WEIGHTS).and(shape);
    Optional<WinogradGradient> known = KNOWN.get(request);
    if (known == null) {
      known =
          KNOWN.computeIfAbsent(
              request.copy(),
              absent ->
                  WinogradGrid.suits(shape)
                      ? Optional.of(new WinogradGradient(shape))
                      : Optional.empty());
    }
    return known.orElse(null);
  }

  void run(INDArray in, INDArray gradientOut, INDArray gradient) {
    SharedWork work = SharedWork.ofThread();
    int shares = Math.min(Kernels.threads(), grid.blocks());
    long sumsBytes = WinogradFunction.bytes(weights.stride());
    long tileBytes = inputs.bytes() + outputs.bytes();
    long sums =
        work.room(shares * sumsBytes + Math.max(shares * tileBytes, weights.kernelsBytes()));
    long room = sums + shares * sumsBytes;
    long from = Layouts.address(in);
    long to = Layouts.address(gradientOut);
    work.setAll(WinogradFunction.CONSTANTS, code.address(constants));
    for (int share = 0; share < shares; share++) {
      long own = room + share * tileBytes;
      inputs.share(work, share, from, own);
      outputs.share(work, share, to, own + inputs.bytes());
      work.set(share, WinogradFunction.TRANSFORMED_WEIGHTS, sums + share * sumsBytes);
      work.set(share, WinogradFunction.TABLE_END, table.entry(tile(share + 1, shares)));
      work.set(share, WinogradFunction.OWN_PLACE, table.entry(tile(share, shares)));
      work.set(share, WinogradFunction.PLACE, work.address(share, WinogradFunction.OWN_PLACE));
    }
    work.run(summation, shares);
    weights.share(work, Layouts.address(gradient), sums, room);
    work.setAll(WinogradFunction.SUMS_BYTES, sumsBytes);
    work.setAll(WinogradFunction.OTHER_SUMS, shares - 1L);
    work.run(transformation, weights.shares());
  }

  private int tile(int share, int shares) {
    return Math.toIntExact((long) grid.tiles() * share / shares);
  }
}
