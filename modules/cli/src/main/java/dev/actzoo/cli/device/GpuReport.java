package dev.actzoo.cli.device;

/**
 * The GPUs of a machine, for a person.
 *
 * @param found what was found where GPUs might be
 * @param use what a run computes on unless told, and why
 * @param choice the same for a program
 */
public record GpuReport(String found, String use, DeviceChoice choice) {}
