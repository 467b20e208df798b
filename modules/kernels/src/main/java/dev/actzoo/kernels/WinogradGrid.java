package dev.actzoo.kernels;

/**
 * A convolution's outputs cut into tiles, and the tiles of its inputs that they depend on.
 *
 * @param shape stride 1, channels in multiples of 16
 */
record WinogradGrid(ConvolutionShape shape) {
  /** Tiles of a block: few enough for the second-level cache, enough to use weights often. */
  private static final int BLOCK = 48;

  /** With fewer products saved than this the transforms cost more than they save. */
  private static final double LEAST_SAVING = 2;

  /** With fewer tiles transforming the weights costs more than is saved. */
  private static final int LEAST_TILES = 128;

  private static final int CHANNELS = 16;

  /** Whether tiles of six by six do this convolution, and with fewer products. */
  static boolean suits(ConvolutionShape shape) {
    if (shape.stride() != 1
        || shape.kernel() < 3
        || shape.kernel() > 5
        || shape.padding() >= shape.kernel()
        || shape.in() % CHANNELS != 0
        || shape.out() % CHANNELS != 0) {
      return false;
    }
    WinogradGrid grid = new WinogradGrid(shape);
    long products = shape.outputHeight() * shape.outputWidth() * shape.kernel() * shape.kernel();
    long points = (long) WinogradTransform.POINTS * WinogradTransform.POINTS;
    return grid.tiles() >= LEAST_TILES
        && products >= LEAST_SAVING * grid.rows() * grid.columns() * points;
  }

  /** Height and width of a tile of outputs. */
  int step() {
    return WinogradTransform.POINTS + 1 - shape.kernel();
  }

  int rows() {
    return up(shape.outputHeight(), step());
  }

  int columns() {
    return up(shape.outputWidth(), step());
  }

  /** Of the whole batch. */
  int tiles() {
    return Math.toIntExact(shape.batch() * rows() * columns());
  }

  /** How many tiles are worked on together: as many for each thread. */
  int block() {
    int threads = Kernels.threads();
    int blocks = threads * up(tiles(), threads * BLOCK);
    return up(tiles(), blocks);
  }

  private static int up(long dividend, int divisor) {
    return Math.toIntExact((dividend + divisor - 1) / divisor);
  }

  int blocks() {
    return up(tiles(), block());
  }

  WinogradTiles inputs() {
    return new WinogradTiles(
        Math.toIntExact(shape.height()),
        Math.toIntExact(shape.width()),
        Math.toIntExact(shape.in()),
        WinogradTransform.POINTS,
        step(),
        shape.padding());
  }

  WinogradTiles outputs() {
    return new WinogradTiles(
        Math.toIntExact(shape.outputHeight()),
        Math.toIntExact(shape.outputWidth()),
        Math.toIntExact(shape.out()),
        step(),
        step(),
        0);
  }
}
