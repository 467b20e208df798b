package dev.actzoo.cli.device;

import dev.actzoo.input.BadInputException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the device, made from what the driver says before ND4J is touched: ND4J takes its
 * CUDA backend whenever there is a GPU, and fails at the first array if its library has no code for
 * it.
 *
 * @param hasCuda whether this build computes with CUDA at all
 * @param probe looks for GPUs; asked only if the answer matters
 * @param environment of this process
 */
public record DeviceGuard(
    boolean hasCuda, Supplier<Finding> probe, Map<String, String> environment) {
  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";
  private static final String HOW =
      "this build computes on the CPU only; ACTZOO_BACKEND=cuda ./actzoo builds the one for CUDA";

  /** The guard of this process. */
  public static DeviceGuard ofThisProcess() {
    boolean hasCuda = ShownBackend.CUDA.isOnClassPath();
    return new DeviceGuard(
        hasCuda, hasCuda ? CudaDriver::probe : NvidiaSmi::probe, System.getenv());
  }

  /**
   * What a run computes on.
   *
   * @throws BadInputException if it asks for CUDA, which cannot be: one line says what was found
   *     and what is supported
   */
  public DeviceChoice choose(DeviceRequest request) {
    return switch (request.kind()) {
      case CPU -> new DeviceChoice(false, null);
      case CUDA -> {
        Finding finding = probe.get();
        String problem = problem(request, finding);
        if (problem != null) {
          throw new BadInputException("--device %s: %s".formatted(request, problem));
        }
        yield new DeviceChoice(true, null);
      }
      case AUTO -> {
        Finding finding = probe.get();
        String problem = problem(request, finding);
        boolean worthTelling = problem != null && !(finding instanceof Finding.NoDriver);
        yield new DeviceChoice(problem == null, worthTelling ? "on the CPU: " + problem : null);
      }
    };
  }

  /** What there is and what a run would use, for a person. */
  public GpuReport report() {
    Finding finding = probe.get();
    String problem = hasCuda ? CudaSupport.problem(finding) : HOW;
    String use = problem == null ? "cuda: the first of them" : "cpu: " + problem;
    return new GpuReport(lines(finding), use, new DeviceChoice(problem == null, null));
  }

  private static List<String> lines(Finding finding) {
    if (!(finding instanceof Finding.Gpus found)) {
      return List.of(finding.text() + "; " + CudaSupport.SUPPORTED);
    }
    return found.gpus().stream()
        .map(gpu -> new Finding.Gpus(found.driver(), found.recent(), List.of(gpu)))
        .map(
            one ->
                one.text()
                    + (CudaSupport.problem(one) == null
                        ? ", supported"
                        : ", not supported: " + CudaSupport.SUPPORTED))
        .toList();
  }

  /** Why CUDA cannot be, with what would do; null if it can. */
  private @Nullable String problem(DeviceRequest request, Finding finding) {
    String found = CudaSupport.problem(finding);
    if (!hasCuda) {
      return found == null
          ? "%s, and uses %s".formatted(HOW, finding.text())
          : "%s, but %s; %s".formatted(HOW, found, CudaSupport.SUPPORTED);
    }
    String visible = environment.get(VISIBLE);
    if (found != null) {
      boolean hidden = visible != null && finding instanceof Finding.NoDevice;
      String seen = !hidden ? "" : " with %s=%s".formatted(VISIBLE, visible);
      return "%s%s; %s".formatted(found, seen, CudaSupport.SUPPORTED);
    }
    int gpus = ((Finding.Gpus) finding).gpus().size();
    if (visible == null && request.index() >= gpus) {
      return "there is no such GPU; found " + finding.text();
    }
    return gpus == 1
        ? null
        : "%d GPUs are visible to this process and a run uses one; start with the launcher, or set %s to one of them"
            .formatted(gpus, VISIBLE);
  }
}
