package dev.actzoo.data;

import java.util.List;

/**
 * A DataVec reader of labelled images of one shape. A record is the image's pixels, row by row, the
 * channels of a pixel together, one unsigned byte each, and its label.
 */
abstract class ImageRecordReader extends LabelledRecordReader {
  ImageRecordReader(List<String> classNames) {
    super(classNames);
  }

  /** The shape of every image, known once the reader is initialised. */
  abstract ImageShape shape();
}
