package dev.actzoo.kernels;

import dev.actzoo.kernels.WinogradTiles.Inside;
import dev.actzoo.kernels.X64Assembler.Vectors;
import dev.actzoo.kernels.X64Operand.Base;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the parts that the functions of a convolution are made of. All take one pointer, in {@code
 * rdi}, to the eight-byte words listed here: a share of {@link SharedWork}. Of the <em>table</em>,
 * each tile has an entry: for each of two arrays the address of the code for tiles that lie in
 * their image as that one does, and where in the array it begins.
 */
final class WinogradFunction {
  /** The arrays of images that the table speaks of. */
  static final int FIRST_IMAGES = 0;

  static final int SECOND_IMAGES = 8;

  /** Transformed tiles of both arrays. */
  static final int FIRST_TILES = 16;

  static final int SECOND_TILES = 24;

  static final int TRANSFORMED_WEIGHTS = 32;
  static final int BIAS = 40;

  /** Numbers that the code needs. */
  static final int CONSTANTS = 48;

  /** Points to the place in the table that the next block is taken from. */
  static final int PLACE = 56;

  static final int OWN_PLACE = 64;

  /** The end of the part of the table to go through. */
  static final int TABLE_END = 72;

  /** How many products a sum has. */
  static final int DEPTH = 80;

  /** The block of tiles that is worked on; of the functions' own. */
  private static final int BLOCK = 88;

  private static final int BLOCK_END = 96;

  /** Weights, or their gradient, and for how many input channels. */
  static final int WEIGHTS = 104;

  static final int ROWS = 112;

  /** Room for the weights of a vector of pairs of channels. */
  static final int KERNELS = 120;

  /** How far it is to the sums of the next share, and for how many the sums are to be added. */
  static final int SUMS_BYTES = 128;

  static final int OTHER_SUMS = 136;

  static final int ENTRY_BYTES = 32;
  private static final int ENTRY_SHIFT = 5;
  private static final int VECTOR = Vectors.AVX512.bytes;

  private final X64Assembler assembler = new X64Assembler(Vectors.AVX512);
  private final List<Float> constants = new ArrayList<>();

  static X64Operand argument(int offset) {
    return X64Operand.at(Base.RDI, offset);
  }

  /** How far it is from one point's matrix to the next's: never a multiple of a page. */
  static int stride(long floats) {
    return Math.toIntExact(floats * Float.BYTES + VECTOR);
  }

  /** The bytes of matrices at all points. */
  static long bytes(int stride) {
    return (long) WinogradTransform.POINTS * WinogradTransform.POINTS * stride;
  }

  X64Assembler assembler() {
    return assembler;
  }

  /** The code, then the constants, which begin where it ends. */
  byte[] code() {
    byte[] code = assembler.code();
    byte[] all = Arrays.copyOf(code, code.length + constants.size() * Float.BYTES);
    ByteBuffer end = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).position(code.length);
    constants.forEach(end::putFloat);
    return all;
  }

  /** Begins a function that transforms, with the factors in registers. */
  WinogradCode begin(WinogradTransform transform) {
    WinogradCode code = new WinogradCode(assembler, transform);
    code.loadFactors(constants(transform.factors()));
    return code;
  }

  /** Where numbers lie among the constants; the base is in {@code r8}. */
  X64Operand constants(List<Float> numbers) {
    assembler.load(Base.R8, argument(CONSTANTS));
    X64Operand first = X64Operand.at(Base.R8, constants.size() * Float.BYTES);
    constants.addAll(numbers);
    return first;
  }

  /** A loop over tiles: where it begins, and where the code for each way to lie inside does. */
  record TileLoop(int start, Map<Inside, Integer> parts) {}

  /**
   * An array of images in the table, and where its transformed tiles are.
   *
   * @param second whether it is the table's second
   * @param tiles how they lie
   * @param grid of the tiles
   */
  record Images(boolean second, WinogradTiles tiles, WinogradGrid grid) {
    static Images inputs(WinogradGrid grid) {
      return new Images(false, grid.inputs(), grid);
    }

    static Images outputs(WinogradGrid grid) {
      return new Images(true, grid.outputs(), grid);
    }

    /** From one point's matrix to the next's. */
    int stride() {
      return WinogradFunction.stride((long) grid.block() * tiles.channels());
    }

    /** Of a block's transformed tiles. */
    long bytes() {
      return WinogradFunction.bytes(stride());
    }

    /** Sets a share's arguments: the addresses of the images and of its transformed tiles. */
    void share(SharedWork work, int share, long images, long transformed) {
      work.set(share, second ? SECOND_IMAGES : FIRST_IMAGES, images);
      work.set(share, second ? SECOND_TILES : FIRST_TILES, transformed);
    }

    private X64Operand argument() {
      return WinogradFunction.argument(second ? SECOND_IMAGES : FIRST_IMAGES);
    }

    private X64Operand transformed() {
      return WinogradFunction.argument(second ? SECOND_TILES : FIRST_TILES);
    }

    private int entry() {
      return second ? ENTRY_BYTES / 2 : 0;
    }

    private int vectors() {
      return tiles.channels() * Float.BYTES / VECTOR;
    }

    private X64Operand point(int row, int column) {
      return WinogradFunction.point(Base.RDX, row, column, stride());
    }
  }

  static X64Operand point(Base matrices, int row, int column, int stride) {
    return X64Operand.at(matrices, (row * WinogradTransform.POINTS + column) * stride);
  }

  /** Transforms the tiles of a block. */
  TileLoop gather(WinogradTransform transform, Images images) {
    return loop(
        transform,
        images,
        false,
        (code, image) -> {
          code.tile(image, images::point, null);
          prefetchBelow(images.tiles());
        });
  }

  /**
   * Transforms what becomes the tiles of a block.
   *
   * @param biased whether something is added to each channel
   */
  TileLoop scatter(WinogradTransform transform, Images images, boolean biased) {
    return loop(
        transform,
        images,
        biased,
        (code, image) -> {
          code.tile(images::point, image, biased ? X64Operand.at(Base.R10, 0) : null);
          prefetchRight(images.tiles());
        });
  }

  /** Code for a vector of channels of a tile. */
  @FunctionalInterface
  private interface Body {
    void emit(WinogradCode code, WinogradCode.Place image);
  }

  private TileLoop loop(WinogradTransform transform, Images images, boolean biased, Body body) {
    WinogradTiles tiles = images.tiles();
    int start = assembler.position();
    WinogradCode code = begin(transform);
    assembler.load(Base.RSI, images.argument());
    assembler.load(Base.RDX, images.transformed());
    assembler.load(Base.R9, argument(BLOCK));
    int loop = assembler.position();
    int over = assembler.jumpUnlessBelow(Base.R9, argument(BLOCK_END));
    assembler.move(Base.RCX, Base.RSI);
    assembler.add(Base.RCX, X64Operand.at(Base.R9, images.entry() + Long.BYTES));
    assembler.set(Base.R11, images.vectors());
    if (biased) {
      assembler.load(Base.R10, argument(BIAS));
    }
    assembler.jumpTo(X64Operand.at(Base.R9, images.entry()));
    int next = assembler.position();
    assembler.add(Base.R9, ENTRY_BYTES);
    assembler.jump(loop);
    Map<Inside, Integer> parts = new LinkedHashMap<>();
    for (Inside inside : tiles.parts(images.grid())) {
      int part = assembler.position();
      parts.put(inside, part);
      body.emit(
          code,
          (row, column) -> inside.has(row, column) ? tiles.number(Base.RCX, row, column) : null);
      assembler.add(Base.RCX, VECTOR);
      assembler.add(Base.RDX, VECTOR);
      if (biased) {
        assembler.add(Base.R10, VECTOR);
      }
      assembler.repeat(Base.R11, part);
      assembler.jump(next);
    }
    assembler.patch(over);
    assembler.end();
    return new TileLoop(start, parts);
  }

  /** Has tiles brought that are read later, of the row of tiles below. */
  private void prefetchBelow(WinogradTiles tiles) {
    for (int row = 0; row < tiles.step(); row++) {
      for (int column = 0; column < tiles.step(); column++) {
        int beyond = tiles.size() - tiles.step() + column;
        assembler.prefetch(tiles.number(Base.RCX, tiles.size() + row, beyond), false);
      }
    }
  }

  /** Has the tile to the right brought, which is written next. */
  private void prefetchRight(WinogradTiles tiles) {
    for (int row = 0; row < tiles.size(); row++) {
      for (int column = 0; column < tiles.size(); column++) {
        assembler.prefetch(tiles.number(Base.RCX, row, tiles.size() + column), true);
      }
    }
  }

  /** Writes a product and gives its beginning. */
  int product(WinogradProduct product, int first, int second, int result, boolean adds) {
    int start = assembler.position();
    product.emit(
        assembler,
        new WinogradProduct.Arguments(
            argument(first), argument(second), argument(result), argument(DEPTH)),
        adds);
    return start;
  }

  /** Writes a function that calls others for each block of so many tiles. */
  int eachBlock(int tiles, int... functions) {
    int start = assembler.position();
    int over = takeBlock(tiles);
    for (int function : functions) {
      assembler.call(function);
    }
    assembler.jump(start);
    assembler.patch(over);
    assembler.end();
    return start;
  }

  /**
   * Writes a function that gathers blocks of so many tiles of both arrays and sums their products
   * over all of them.
   *
   * @param product what is called after the first block is gathered
   * @param more what is called after each other block is
   */
  int sumOverBlocks(int tiles, TileLoop first, TileLoop second, int product, int more) {
    int start = assembler.position();
    int none = gatherBlock(tiles, first, second);
    assembler.call(product);
    int loop = assembler.position();
    int over = gatherBlock(tiles, first, second);
    assembler.call(more);
    assembler.jump(loop);
    assembler.patch(none);
    assembler.patch(over);
    assembler.end();
    return start;
  }

  private int gatherBlock(int tiles, TileLoop first, TileLoop second) {
    int over = takeBlock(tiles);
    assembler.load(Base.RAX, argument(BLOCK_END));
    assembler.subtract(Base.RAX, argument(BLOCK));
    assembler.shiftRight(Base.RAX, ENTRY_SHIFT);
    assembler.store(Base.RAX, argument(DEPTH));
    assembler.call(first.start());
    assembler.call(second.start());
    return over;
  }

  /** Takes the next block; jumps to where the result is patched in if there is none. */
  private int takeBlock(int tiles) {
    assembler.load(Base.RCX, argument(PLACE));
    assembler.set(Base.RAX, tiles * ENTRY_BYTES);
    assembler.exchangeAdd(Base.RAX, X64Operand.at(Base.RCX, 0));
    int over = assembler.jumpUnlessBelow(Base.RAX, argument(TABLE_END));
    assembler.store(Base.RAX, argument(BLOCK));
    assembler.add(Base.RAX, tiles * ENTRY_BYTES);
    assembler.minimum(Base.RAX, argument(TABLE_END));
    assembler.store(Base.RAX, argument(BLOCK_END));
    return over;
  }
}
