package dev.actzoo.kernels;

/**
 * The shape of a two-dimensional convolution over channels-last images.
 *
 * <p>Input [batch, height, width, in], weights [out, in, kernel, kernel], output [batch,
 * outputHeight, outputWidth, out].
 *
 * @param batch examples
 * @param height input height
 * @param width input width
 * @param in input channels
 * @param out output channels
 * @param kernel kernel height and width
 * @param stride step in both directions
 * @param padding zeros added on each side
 */
public record ConvolutionShape(
    long batch, long height, long width, long in, long out, int kernel, int stride, int padding) {

  public long outputHeight() {
    return outputSize(height, kernel, stride, padding);
  }

  public long outputWidth() {
    return outputSize(width, kernel, stride, padding);
  }

  /** The output size along one axis. */
  public static long outputSize(long size, int kernel, int stride, int padding) {
    return (size + 2L * padding - kernel) / stride + 1;
  }
}
