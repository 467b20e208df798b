package dev.actzoo.kernels;

/**
 * The shape of a pooling over channels-last images: input [batch, height, width, channels], output
 * [batch, outputHeight, outputWidth, channels]. Windows lie wholly within the padded image;
 * positions that no window reaches are left out.
 *
 * @param batch examples
 * @param height input height
 * @param width input width
 * @param channels channels of input and output
 * @param window height and width of a window
 * @param stride step in both directions
 * @param padding positions added on each side, which no output takes a value from; at most half the
 *     window, so that every window holds some of the image
 */
public record PoolingShape(
    long batch, long height, long width, long channels, int window, int stride, int padding) {

  public long outputHeight() {
    return ConvolutionShape.outputSize(height, window, stride, padding);
  }

  public long outputWidth() {
    return ConvolutionShape.outputSize(width, window, stride, padding);
  }
}
