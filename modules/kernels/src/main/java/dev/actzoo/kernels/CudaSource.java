package dev.actzoo.kernels;

import dev.actzoo.kernels.FormulaProgram.Preset;
import dev.actzoo.kernels.FormulaProgram.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/*
 * What is printed is a small part of CUDA C: functions of floats that are a sequence of constants
 * and a return, and kernels that are one loop around one assignment. So it can be read back: the
 * tests evaluate the text itself on the CPU.
 *
 * CUDA's functions are accurate to a few ulps in both tails (CUDA C++ Programming Guide, appendix
 * on mathematical functions), but its fmaxf and fminf drop NaN where Java's keep it; hence larger
 * and smaller.
 */

/**
 * The CUDA C source of a formula's kernels: each reads every element once and writes it once.
 *
 * <p>All take the input, then for each learned parameter its numbers and how many they are, then
 * the incoming gradient unless the kernel is the forward one, then the output and its length.
 */
final class CudaSource {
  /** out = f(x). */
  static final String FORWARD = "forward";

  /** out = gradient * f'(x), or of what the backward pass reads in its place. */
  static final String BACKWARD = "backward";

  private static final String FUNCTIONS =
      """
      static __device__ float larger(float a, float b) {
        return a >= b ? a : b >= a ? b : a + b;
      }
      static __device__ float smaller(float a, float b) {
        return a <= b ? a : b <= a ? b : a + b;
      }
      static __device__ float relu(float u) {
        return larger(0.0f, u);
      }
      static __device__ float relu6(float u) {
        return smaller(larger(0.0f, u), 6.0f);
      }
      static __device__ float step(float u) {
        return u > 0.0f ? 1.0f : u <= 0.0f ? 0.0f : u;
      }
      static __device__ float sign(float u) {
        return u > 0.0f ? 1.0f : u < 0.0f ? -1.0f : u;
      }
      static __device__ float softplus(float u) {
        return larger(0.0f, u) + log1pf(expf(-fabsf(u)));
      }
      static __device__ float shut(float e, float s) {
        return smaller(e, %s) * larger(s, %s);
      }
      static __device__ float sinc(float u) {
        return u == 0.0f ? 1.0f : fabsf(u) > %s ? 0.0f : sinf(u) / u;
      }
      static __device__ float dsinc(float u) {
        const float z = u * u;
        const float p = ((%s * z + %s) * z + %s) * z + %s;
        const float far = (cosf(u) - sinf(u) / u) / u;
        return fabsf(u) > %s ? 0.0f : z > 1.0f ? far : (p * z + %s) * u;
      }
      """
          .formatted(
              literal(0x1p127f),
              literal(0x1p-127f),
              literal(Float.MAX_VALUE),
              literal(-1 / 3991680f),
              literal(1 / 45360f),
              literal(-1 / 840f),
              literal(1 / 30f),
              literal(Float.MAX_VALUE),
              literal(-1 / 3f));

  private CudaSource() {}

  /** The name of the kernel out = gradient * the derivative by that learned parameter. */
  static String byParameter(int index) {
    return "by_parameter_" + index;
  }

  /**
   * The source of all kernels of a function.
   *
   * @param forward computes f
   * @param backward computes the derivative from what the backward pass reads
   * @param byParameter compute the derivatives by the learned parameters, in their order
   */
  static String of(
      FormulaProgram forward, FormulaProgram backward, List<FormulaProgram> byParameter) {
    List<String> parts = new ArrayList<>(List.of(FUNCTIONS));
    parts.add(kernel(FORWARD, forward, false));
    parts.add(kernel(BACKWARD, backward, true));
    for (int i = 0; i < byParameter.size(); i++) {
      parts.add(kernel(byParameter(i), byParameter.get(i), true));
    }
    return String.join("\n", parts);
  }

  private static String kernel(String name, FormulaProgram program, boolean timesGradient) {
    int learned = program.learned().size();
    String numbers =
        each(learned, ", const float* p%1$d, long long m%1$d")
            + (timesGradient ? ", const float* gradient" : "");
    String value = "%s_at(x[i]%s)".formatted(name, each(learned, ", p%1$d[i %% m%1$d]"));
    return function(name + "_at", program)
        + """
        extern "C" __global__ void %s(const float* x%s, float* out, long long n) {
          const long long stride = (long long) gridDim.x * blockDim.x;
          for (long long i = (long long) blockIdx.x * blockDim.x + threadIdx.x; i < n; i += stride) {
            out[i] = %s;
          }
        }
        """
            .formatted(name, numbers, timesGradient ? "gradient[i] * " + value : value);
  }

  private static String each(int count, String text) {
    return IntStream.range(0, count).mapToObj(text::formatted).collect(Collectors.joining());
  }

  /** The program as a function of x and the learned parameters. */
  private static String function(String name, FormulaProgram program) {
    String[] registers = new String[program.registers()];
    for (Preset preset : program.constants()) {
      registers[preset.register()] = literal(preset.value());
    }
    if (program.x() >= 0) {
      registers[program.x()] = "x";
    }
    for (int i = 0; i < program.learned().size(); i++) {
      if (program.learned().get(i) >= 0) {
        registers[program.learned().get(i)] = "p" + i;
      }
    }
    StringBuilder body = new StringBuilder();
    int values = 0;
    for (Step step : program.steps()) {
      String value = "v" + values++;
      body.append("  const float %s = %s;%n".formatted(value, expression(step, registers)));
      registers[step.out()] = value;
    }
    return "static __device__ float %s(float x%s) {\n%s  return %s;\n}\n"
        .formatted(
            name,
            each(program.learned().size(), ", float p%d"),
            body.toString().replace(System.lineSeparator(), "\n"),
            registers[program.outputs().get(0)]);
  }

  private static String expression(Step step, String[] registers) {
    String a = registers[step.a()];
    String b = registers[step.b()];
    return switch (step.operation()) {
      case ADD -> a + " + " + b;
      case SUBTRACT -> a + " - " + b;
      case MULTIPLY -> a + " * " + b;
      case DIVIDE -> a + " / " + b;
      case NEGATE -> "-" + a;
      case MIN -> call("smaller", a, b);
      case MAX -> call("larger", a, b);
      case POWER -> call("powf", a, b);
      case SHUT -> call("shut", a, b);
      case SELECT -> "%s == 1.0f ? %s : %s".formatted(a, b, registers[step.c()]);
      case GATE -> "1.0f / (1.0f + %s)".formatted(a);
      case ABS -> call("fabsf", a);
      case SQRT -> call("sqrtf", a);
      case EXP -> call("expf", a);
      case EXPM1 -> call("expm1f", a);
      case LOG -> call("logf", a);
      case LOG1P -> call("log1pf", a);
      case TANH -> call("tanhf", a);
      case SINH -> call("sinhf", a);
      case COSH -> call("coshf", a);
      case SIN -> call("sinf", a);
      case COS -> call("cosf", a);
      case TAN -> call("tanf", a);
      case ATAN -> call("atanf", a);
      case ASINH -> call("asinhf", a);
      case ERF -> call("erff", a);
      case NORMAL -> call("normcdff", a);
      case RELU -> call("relu", a);
      case RELU6 -> call("relu6", a);
      case STEP -> call("step", a);
      case SIGN -> call("sign", a);
      case SOFTPLUS -> call("softplus", a);
      case SINC -> call("sinc", a);
      case DSINC -> call("dsinc", a);
    };
  }

  private static String call(String function, String... arguments) {
    return function + "(" + String.join(", ", arguments) + ")";
  }

  /**
   * The number to the bit, in parentheses where it is negative; infinities and NaN as quotients.
   */
  private static String literal(float value) {
    if (!Float.isFinite(value)) {
      return "(%s / 0.0f)".formatted(Float.isNaN(value) ? "0.0f" : value > 0 ? "1.0f" : "-1.0f");
    }
    return value < 0 || Float.floatToRawIntBits(value) == Float.floatToRawIntBits(-0f)
        ? "(" + value + "f)"
        : value + "f";
  }
}
