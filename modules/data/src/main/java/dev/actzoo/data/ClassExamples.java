package dev.actzoo.data;

/** Examples of one class each. */
public sealed interface ClassExamples extends Examples
    permits ImageExamples, PointExamples, TextExamples {

  /** The label of an example, from 0. */
  int label(int example);
}
