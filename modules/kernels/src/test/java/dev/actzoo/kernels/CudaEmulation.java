package dev.actzoo.kernels;

import dev.actzoo.activations.formula.UnaryFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of CUDA C that {@link CudaSource} prints, read from its text and run on the CPU: every
 * result rounded to float, every library function as exact as double precision gives it.
 */
final class CudaEmulation {
  private static final Pattern FUNCTION =
      Pattern.compile(
          "static __device__ float (\\w+)\\(([^)]*)\\) \\{\\n(.*?)\\n\\}\\n", Pattern.DOTALL);
  private static final Pattern KERNEL =
      Pattern.compile(
          """
          extern "C" __global__ void (\\w+)\\(([^)]*)\\) \\{
            const long long stride = \\(long long\\) gridDim\\.x \\* blockDim\\.x;
            for \\(long long i = \\(long long\\) blockIdx\\.x \\* blockDim\\.x \\+ threadIdx\\.x; i < n; i \\+= stride\\) \\{
              out\\[i\\] = ([^;]*);
            \\}
          \\}
          """);
  private static final Pattern LINE = Pattern.compile("  (?:const float (\\w+) =|return) ([^;]*);");
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\d+\\.\\d+(?:E-?\\d+)?f|\\w+|>=|<=|==|[-+*/%?:(),\\[\\]<>])");
  private static final Map<String, DoubleUnaryOperator> LIBRARY =
      Map.ofEntries(
          Map.entry("expf", Math::exp),
          Map.entry("expm1f", Math::expm1),
          Map.entry("logf", Math::log),
          Map.entry("log1pf", Math::log1p),
          Map.entry("fabsf", Math::abs),
          Map.entry("sqrtf", Math::sqrt),
          Map.entry("tanhf", Math::tanh),
          Map.entry("sinhf", Math::sinh),
          Map.entry("coshf", Math::cosh),
          Map.entry("sinf", Math::sin),
          Map.entry("cosf", Math::cos),
          Map.entry("tanf", Math::tan),
          Map.entry("atanf", Math::atan),
          Map.entry("asinhf", UnaryFunction.ASINH::apply),
          Map.entry("erff", UnaryFunction.ERF::apply),
          Map.entry("normcdff", UnaryFunction.PHI::apply));

  /** An expression, given what names stand for: numbers, or arrays of floats. */
  private interface Term {
    double at(Map<String, Object> names);
  }

  private record Function(List<String> parameters, List<String> names, List<Term> terms) {}

  /** A kernel: its parameters in their order, and what it assigns to each element. */
  record Kernel(List<String> parameters, Term element) {
    /** Runs over n elements; {@code out} may be one of the arrays. */
    void run(Map<String, Object> arguments, float[] out) {
      Map<String, Object> names = new HashMap<>(arguments);
      for (int i = 0; i < out.length; i++) {
        names.put("i", (double) i);
        out[i] = (float) element.at(names);
      }
    }
  }

  private final Map<String, Function> functions = new HashMap<>();
  private final Map<String, Kernel> kernels = new HashMap<>();

  CudaEmulation(String source) {
    String rest = source;
    for (Matcher found = FUNCTION.matcher(source); found.find(); ) {
      List<String> names = new ArrayList<>();
      List<Term> terms = new ArrayList<>();
      for (String line : found.group(3).split("\n")) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
          throw new IllegalArgumentException("cannot read " + line);
        }
        names.add(parts.group(1) == null ? "return" : parts.group(1));
        terms.add(new Reader(parts.group(2)).whole());
      }
      functions.put(
          found.group(1), new Function(parameters(found.group(2), "float"), names, terms));
      rest = rest.replace(found.group(), "");
    }
    for (Matcher found = KERNEL.matcher(source); found.find(); ) {
      List<String> parameters = parameters(found.group(2), "(?:const float\\*|float\\*|long long)");
      kernels.put(found.group(1), new Kernel(parameters, new Reader(found.group(3)).whole()));
      rest = rest.replace(found.group(), "");
    }
    if (!rest.isBlank()) {
      throw new IllegalArgumentException("cannot read " + rest.strip());
    }
  }

  Kernel kernel(String name) {
    Kernel kernel = kernels.get(name);
    if (kernel == null) {
      throw new IllegalArgumentException(name + " is none of " + kernels.keySet());
    }
    return kernel;
  }

  private static List<String> parameters(String text, String type) {
    return Arrays.stream(text.split(", "))
        .map(
            each -> {
              if (!each.matches(type + " \\w+")) {
                throw new IllegalArgumentException("cannot read " + each);
              }
              return each.substring(each.lastIndexOf(' ') + 1);
            })
        .toList();
  }

  private double call(String name, double[] arguments) {
    if (LIBRARY.containsKey(name) && arguments.length == 1) {
      return (float) LIBRARY.get(name).applyAsDouble(arguments[0]);
    }
    if (name.equals("powf")) {
      return (float) Math.pow(arguments[0], arguments[1]);
    }
    Function function = functions.get(name);
    Map<String, Object> names = new HashMap<>();
    for (int i = 0; i < function.parameters.size(); i++) {
      names.put(function.parameters.get(i), arguments[i]);
    }
    for (int i = 0; i < function.terms.size(); i++) {
      names.put(function.names.get(i), function.terms.get(i).at(names));
    }
    return (double) names.get("return");
  }

  /** Reads one expression. */
  private final class Reader {
    private final List<String> tokens = new ArrayList<>();
    private int next;

    Reader(String text) {
      Matcher token = TOKEN.matcher(text);
      int end = 0;
      while (token.find() && token.start() == end) {
        tokens.add(token.group(1));
        end = token.end();
      }
      if (end != text.length()) {
        throw new IllegalArgumentException("cannot read " + text.substring(end));
      }
    }

    Term whole() {
      Term term = conditional();
      if (next != tokens.size()) {
        throw new IllegalArgumentException("too much: " + tokens.subList(next, tokens.size()));
      }
      return term;
    }

    private boolean takes(String token) {
      boolean there = next < tokens.size() && tokens.get(next).equals(token);
      if (there) {
        next++;
      }
      return there;
    }

    private void take(String token) {
      if (!takes(token)) {
        throw new IllegalArgumentException("no " + token + " at " + next + " of " + tokens);
      }
    }

    private Term conditional() {
      Term condition = comparison();
      if (!takes("?")) {
        return condition;
      }
      Term then = conditional();
      take(":");
      Term otherwise = conditional();
      return names -> condition.at(names) != 0 ? then.at(names) : otherwise.at(names);
    }

    private Term comparison() {
      Term left = sum();
      for (String sign : List.of(">", "<", ">=", "<=", "==")) {
        if (takes(sign)) {
          Term right = sum();
          return names -> holds(sign, left.at(names), right.at(names)) ? 1 : 0;
        }
      }
      return left;
    }

    private static boolean holds(String sign, double left, double right) {
      return switch (sign) {
        case ">" -> left > right;
        case "<" -> left < right;
        case ">=" -> left >= right;
        case "<=" -> left <= right;
        default -> left == right;
      };
    }

    private Term sum() {
      Term left = product();
      while (true) {
        Term first = left;
        if (takes("+")) {
          Term second = product();
          left = names -> (float) (first.at(names) + second.at(names));
        } else if (takes("-")) {
          Term second = product();
          left = names -> (float) (first.at(names) - second.at(names));
        } else {
          return left;
        }
      }
    }

    private Term product() {
      Term left = signed();
      while (true) {
        Term first = left;
        if (takes("*")) {
          Term second = signed();
          left = names -> (float) (first.at(names) * second.at(names));
        } else if (takes("/")) {
          Term second = signed();
          left = names -> (float) (first.at(names) / second.at(names));
        } else if (takes("%")) {
          Term second = signed();
          left = names -> first.at(names) % second.at(names);
        } else {
          return left;
        }
      }
    }

    private Term signed() {
      if (takes("-")) {
        Term term = signed();
        return names -> -term.at(names);
      }
      return primary();
    }

    private Term primary() {
      if (takes("(")) {
        Term term = conditional();
        take(")");
        return term;
      }
      String token = tokens.get(next++);
      if (Character.isDigit(token.charAt(0))) {
        double value = Float.parseFloat(token);
        return names -> value;
      }
      if (takes("[")) {
        Term index = conditional();
        take("]");
        return names -> ((float[]) names.get(token))[(int) index.at(names)];
      }
      if (takes("(")) {
        List<Term> arguments = new ArrayList<>();
        do {
          arguments.add(conditional());
        } while (takes(","));
        take(")");
        return names -> call(token, arguments.stream().mapToDouble(a -> a.at(names)).toArray());
      }
      return names -> (double) names.get(token);
    }
  }
}
