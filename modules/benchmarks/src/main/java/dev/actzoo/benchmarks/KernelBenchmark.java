package dev.actzoo.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Our kernels under JMH, by the names that {@code bench kernels} gives them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {
  /** A case's name; of several sizes the first is taken. */
  @Param({"relu forward", "relu backward", "gelu forward", "gelu backward"})
  public String name;

  private Contestant ours;

  @Setup(Level.Trial)
  public void prepare() {
    ours =
        KernelComparison.cases(1).stream()
            .filter(wanted -> wanted.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("there is no kernel case " + name))
            .ours()
            .get();
  }

  @Benchmark
  public void ours() {
    ours.run();
  }

  @TearDown(Level.Trial)
  public void release() {
    ours.close();
  }
}
