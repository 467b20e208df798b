package dev.actzoo.models;

/** Token ids [batch, length], below {@code vocabulary}, with a mask of the same shape. */
public record TextInput(int vocabulary, int length) implements ModelInput {}
