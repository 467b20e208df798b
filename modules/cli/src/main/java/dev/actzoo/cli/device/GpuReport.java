package dev.actzoo.cli.device;

import java.util.List;

/**
 * The GPUs of a machine, for a person.
 *
 * @param found what was found where GPUs might be, a line for each, and whether it is supported
 * @param use what a run computes on unless told, and why
 * @param choice the same for a program
 */
public record GpuReport(List<String> found, String use, DeviceChoice choice) {}
