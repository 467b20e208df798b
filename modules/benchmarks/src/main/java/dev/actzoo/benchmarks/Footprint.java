package dev.actzoo.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The memory that our training step takes in a process of its own.
 *
 * @param name the model
 * @param size of the step, in words
 * @param steps how many were taken
 * @param heapMebibytes the most the Java heap was allowed to take
 * @param peakMebibytes the peak of the process's resident memory, heap and native memory together;
 *     null if it is not known
 * @param note why not, else empty
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Footprint(
    String name,
    String size,
    int steps,
    int heapMebibytes,
    @Nullable Double peakMebibytes,
    String note) {}
