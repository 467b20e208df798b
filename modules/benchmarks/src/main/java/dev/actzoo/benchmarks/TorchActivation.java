package dev.actzoo.benchmarks;

import ai.djl.nn.Activation;
import dev.actzoo.kernels.NativePointwise;
import java.util.Optional;

/** The pointwise functions that are one operation of PyTorch under DJL. */
final class TorchActivation {
  private static final float LEAKY_SLOPE = 0.01f;

  private TorchActivation() {}

  static Optional<TorchKernel.Operation> of(NativePointwise f) {
    return Optional.ofNullable(
        switch (f) {
          case RELU -> x -> Activation.relu(x.get(0));
          case LEAKY_RELU -> x -> Activation.leakyRelu(x.get(0), LEAKY_SLOPE);
          case ELU -> x -> Activation.elu(x.get(0), 1);
          case SELU -> x -> Activation.selu(x.get(0));
          case GELU -> x -> Activation.gelu(x.get(0));
          case SOFTPLUS -> x -> Activation.softPlus(x.get(0));
          case TANH -> x -> Activation.tanh(x.get(0));
          case SIGMOID -> x -> Activation.sigmoid(x.get(0));
          case RELU6 -> x -> Activation.relu6(x.get(0));
          case IDENTITY,
              GELU_TANH,
              GELU_SIGMOID,
              SILU,
              MISH,
              HARD_SWISH,
              DL4J_GELU,
              DL4J_GELU_PRECISE ->
              null;
        });
  }
}
