package dev.actzoo.data;

/** Examples of one class each. */
public abstract sealed class ClassExamples implements Examples
    permits ImageExamples, PointExamples, TextExamples {
  final Selection selection;

  ClassExamples(Selection selection) {
    this.selection = selection;
  }

  @Override
  public final int size() {
    return selection.size();
  }

  @Override
  public final int classes() {
    return selection.classes();
  }

  /** The label of an example, from 0. */
  public final int label(int example) {
    return selection.label(example);
  }

  @Override
  public final int source(int example) {
    return selection.source(example);
  }
}
