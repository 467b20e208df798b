package dev.actzoo.cli.device;

/** An NVIDIA GPU as its driver describes it. */
public record Gpu(String name, ComputeCapability capability) {
  @Override
  public String toString() {
    return name + " (compute capability " + capability + ")";
  }
}
