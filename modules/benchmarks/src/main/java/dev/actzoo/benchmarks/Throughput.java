package dev.actzoo.benchmarks;

/**
 * How fast a piece of work on data is, alone.
 *
 * @param name what was done, with what
 * @param items what is counted, such as "tokens"
 * @param count how many of them one run has
 * @param perSecond items a second
 * @param bytesPerItem bytes of Java objects made for each item
 */
public record Throughput(
    String name, String items, long count, Times perSecond, double bytesPerItem) {}
