package dev.actzoo.models;

/** What a model is fed. */
public sealed interface ModelInput permits ImageInput, TextInput {}
