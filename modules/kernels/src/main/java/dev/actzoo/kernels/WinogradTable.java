package dev.actzoo.kernels;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import dev.actzoo.kernels.WinogradFunction.Images;
import dev.actzoo.kernels.WinogradFunction.TileLoop;

/** The tiles of a batch of images, as the functions go through them. */
final class WinogradTable {
  private final Memory entries;

  WinogradTable(
      MachineCode code, Images first, TileLoop firstLoop, Images second, TileLoop secondLoop) {
    WinogradGrid grid = first.grid();
    long[] words = new long[grid.tiles() * WinogradFunction.ENTRY_BYTES / Long.BYTES];
    int at = 0;
    for (int image = 0; image < grid.shape().batch(); image++) {
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          at = put(words, at, code, first.tiles(), firstLoop, image, row, column);
          at = put(words, at, code, second.tiles(), secondLoop, image, row, column);
        }
      }
    }
    this.entries = new Memory((long) words.length * Long.BYTES);
    entries.write(0, words, 0, words.length);
  }

  private static int put(
      long[] words,
      int at,
      MachineCode code,
      WinogradTiles tiles,
      TileLoop loop,
      int image,
      int row,
      int column) {
    words[at] = code.address(loop.parts().get(tiles.inside(row, column)));
    words[at + 1] = tiles.imageBytes() * image + tiles.offset(row, column);
    return at + 2;
  }

  /** The address of a tile's entry. */
  long entry(int tile) {
    return Pointer.nativeValue(entries) + (long) tile * WinogradFunction.ENTRY_BYTES;
  }
}
