package dev.actzoo.data;

/** The shape of one image. */
public record ImageShape(int height, int width, int channels) {

  /** How many numbers an image is made of. */
  public int length() {
    return height * width * channels;
  }
}
