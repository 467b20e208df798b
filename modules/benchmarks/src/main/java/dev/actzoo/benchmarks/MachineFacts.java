package dev.actzoo.benchmarks;

/**
 * The machine and program that figures belong to.
 *
 * @param cpu the processor's model name
 * @param features its instruction sets that matter
 * @param cores processors the Java runtime may use
 * @param threads native threads of each contestant
 * @param java the Java runtime
 * @param os the operating system
 * @param kernels our kernels, their version and code path
 * @param version the ActZoo version
 * @param commit the git commit it was built from, or "unknown"
 * @param date when the benchmark started, ISO-8601 in UTC
 */
public record MachineFacts(
    String cpu,
    String features,
    int cores,
    int threads,
    String java,
    String os,
    String kernels,
    String version,
    String commit,
    String date) {}
