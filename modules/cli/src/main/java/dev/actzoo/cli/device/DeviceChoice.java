package dev.actzoo.cli.device;

import org.jspecify.annotations.Nullable;

/**
 * What a run computes on.
 *
 * @param cuda whether on a GPU
 * @param notice what the person should know of the choice, in one line; null if nothing
 */
public record DeviceChoice(boolean cuda, @Nullable String notice) {}
