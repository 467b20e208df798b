package dev.actzoo.experiments;

/** A cell of an experiment: one model on one dataset, with the training that all arms share. */
public record CellSpec(ModelSpec model, String dataset, TrainingSpec training) {}
