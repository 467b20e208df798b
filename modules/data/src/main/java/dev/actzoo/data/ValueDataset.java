package dev.actzoo.data;

/** A dataset of numbers to predict, ready for training. */
public record ValueDataset(
    DatasetDescriptor descriptor, ValueExamples train, ValueExamples validation, ValueExamples test)
    implements LoadedDataset {}
