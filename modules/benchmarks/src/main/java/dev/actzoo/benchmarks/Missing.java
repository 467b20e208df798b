package dev.actzoo.benchmarks;

/**
 * A comparison that could not be made.
 *
 * @param name what would have been done
 * @param peer who is absent
 * @param reason why, in one line
 */
public record Missing(String name, Peer peer, String reason) {}
