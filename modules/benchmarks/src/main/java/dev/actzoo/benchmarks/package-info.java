/**
 * Speed of the kernels and of whole training steps, side by side with stock DL4J and ND4J, PyTorch
 * under DJL, PyTorch under Python, and plain copying of memory.
 *
 * <p>Everything is measured alternately in one process (Python apart), so that a change of the
 * machine's mood falls on both sides. The same kernel cases run under JMH:
 *
 * <pre>
 * java @modules/cli/target/launch/java.args org.openjdk.jmh.Main KernelBenchmark -p name="gelu forward"
 * </pre>
 */
@NullMarked
package dev.actzoo.benchmarks;

import org.jspecify.annotations.NullMarked;
