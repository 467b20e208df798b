package dev.actzoo.experiments;

/**
 * Where a result comes from.
 *
 * @param version the ActZoo version
 * @param commit the git commit it was built from, or "unknown"
 * @param startedAt when the trial started, ISO-8601 in UTC
 * @param java the Java runtime's name and version
 * @param os the operating system's name, version and architecture
 * @param cpu the processor's model name
 * @param cores processors the Java runtime may use
 * @param backend the ND4J backend, its version and data type, and the GPU if it computes on one
 * @param kernels the kernels under the layers, such as "oneDNN 3.11 (AVX2)"
 * @param threads native threads of this trial
 * @param concurrentTrials how many trials ran at the same time
 */
public record Provenance(
    String version,
    String commit,
    String startedAt,
    String java,
    String os,
    String cpu,
    int cores,
    String backend,
    String kernels,
    int threads,
    int concurrentTrials) {}
