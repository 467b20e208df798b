package dev.actzoo.models;

/** Images, channels last: [batch, height, width, channels]. */
public record ImageInput(int height, int width, int channels) implements ModelInput {}
