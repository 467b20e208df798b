package dev.actzoo.kernels;

import dev.actzoo.activations.formula.BinaryOperation;
import dev.actzoo.activations.formula.Comparison;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.LearnedParameter;
import dev.actzoo.activations.formula.UnaryFunction;
import dev.actzoo.kernels.FormulaProgram.Operation;
import dev.actzoo.kernels.FormulaProgram.Preset;
import dev.actzoo.kernels.FormulaProgram.Step;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns expressions into one {@link FormulaProgram}. What is computed twice is computed once;
 * sigmoid(u) and sigmoid(-u) share one exponential.
 */
final class FormulaCompiler implements Expression.Algebra<Integer> {
  private static final int LARGEST_PRODUCT = 64;

  /** The hyperbolic tangent of ln(1 + s) is 1 to a float for s as great as this. */
  private static final double TANH_IS_ONE = 1e9;

  /** A value to compute: an operation on earlier ones, or a leaf. */
  private record Node(@Nullable Operation operation, int a, int b, int c, Leaf leaf, double value) {
    int[] operands() {
      return operation == null ? new int[0] : new int[] {a, b, c};
    }
  }

  private enum Leaf {
    NONE,
    X,
    NUMBER,
    LEARNED
  }

  private final List<LearnedParameter> learned;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<Node, Integer> numbers = new HashMap<>();
  private boolean selects;

  private final FormulaReach reach;

  private FormulaCompiler(List<LearnedParameter> learned, FormulaReach reach) {
    this.learned = learned;
    this.reach = reach;
  }

  /** The program as it is written, then tried, and compiled anew if inputs must be held back. */
  static FormulaProgram compile(List<Expression> expressions, List<LearnedParameter> learned) {
    FormulaProgram program = compile(expressions, learned, FormulaReach.ALL);
    FormulaReach reach = FormulaReach.of(program, expressions, learned);
    return reach.equals(FormulaReach.ALL) ? program : compile(expressions, learned, reach);
  }

  private static FormulaProgram compile(
      List<Expression> expressions, List<LearnedParameter> learned, FormulaReach reach) {
    FormulaCompiler compiler = new FormulaCompiler(learned, reach);
    List<Integer> results = new ArrayList<>();
    for (Expression expression : expressions) {
      results.add(expression.fold(compiler));
    }
    if (compiler.selects) {
      results.replaceAll(compiler::notANumberForNotANumber);
    }
    return compiler.program(results);
  }

  /** Adds 0 times x cut to [-1, 1]: a selection alone would lose that x is not a number. */
  private int notANumberForNotANumber(int result) {
    int cut = node(Operation.MAX, number(-1), node(Operation.MIN, number(1), variable()));
    return node(Operation.ADD, result, node(Operation.MULTIPLY, number(0), cut));
  }

  private int add(Node node) {
    return numbers.computeIfAbsent(
        node,
        absent -> {
          nodes.add(absent);
          return nodes.size() - 1;
        });
  }

  private int node(Operation operation, int a) {
    return node(operation, a, a, a);
  }

  private int node(Operation operation, int a, int b) {
    return node(operation, a, b, a);
  }

  private int node(Operation operation, int a, int b, int c) {
    return add(new Node(operation, a, b, c, Leaf.NONE, 0));
  }

  private int number(double value) {
    return add(new Node(null, 0, 0, 0, Leaf.NUMBER, value));
  }

  @Override
  public Integer constant(BigDecimal value) {
    return number(value.doubleValue());
  }

  @Override
  public Integer named(Expression.Named number) {
    return number(number.value());
  }

  @Override
  public Integer variable() {
    int x = add(new Node(null, 0, 0, 0, Leaf.X, 0));
    if (reach.low() > Float.NEGATIVE_INFINITY) {
      x = node(Operation.MAX, number(reach.low()), x);
    }
    return reach.high() < Float.POSITIVE_INFINITY
        ? node(Operation.MIN, number(reach.high()), x)
        : x;
  }

  @Override
  public Integer learned(String name) {
    for (int i = 0; i < learned.size(); i++) {
      if (learned.get(i).name().equals(name)) {
        return add(new Node(null, i, 0, 0, Leaf.LEARNED, 0));
      }
    }
    throw new IllegalArgumentException("no learned parameter " + name);
  }

  @Override
  public Integer unary(UnaryFunction function, Integer u) {
    if (isNumber(u)) {
      return number(function.apply(nodes.get(u).value()));
    }
    return switch (function) {
      case NEGATE -> negated(u);
      case SIGMOID -> sigmoid(u);
      case EXP -> node(Operation.EXP, u);
      case LOG -> node(Operation.LOG, u);
      case LOG1P -> node(Operation.LOG1P, u);
      case EXPM1 -> node(Operation.EXPM1, u);
      case SQRT -> node(Operation.SQRT, u);
      case ABS -> node(Operation.ABS, u);
      case SIGN -> node(Operation.SIGN, u);
      case STEP -> node(Operation.STEP, u);
      case SIN -> node(Operation.SIN, u);
      case COS -> node(Operation.COS, u);
      case TAN -> node(Operation.TAN, u);
      case SINH -> node(Operation.SINH, u);
      case COSH -> cosh(u);
      case TANH -> tanh(u);
      case ASINH -> node(Operation.ASINH, u);
      case ATAN -> node(Operation.ATAN, u);
      case ERF -> node(Operation.ERF, u);
      case PHI -> node(Operation.NORMAL, u);
      case SOFTPLUS -> node(Operation.SOFTPLUS, u);
      case RELU -> node(Operation.RELU, u);
      case RELU6 -> node(Operation.RELU6, u);
      case SINC -> node(Operation.SINC, u);
      case DSINC -> node(Operation.DSINC, u);
    };
  }

  private boolean isNumber(int node) {
    return nodes.get(node).leaf() == Leaf.NUMBER;
  }

  private int negated(int u) {
    Node node = nodes.get(u);
    if (isNumber(u)) {
      return number(-node.value());
    }
    if (node.operation() == Operation.NEGATE) {
      return node.a();
    }
    if (node.operation() == Operation.MULTIPLY && isNumber(node.a())) {
      return multiply(negated(node.a()), node.b());
    }
    return node(Operation.NEGATE, u);
  }

  private int multiply(int a, int b) {
    if (nodes.get(a).equals(new Node(null, 0, 0, 0, Leaf.NUMBER, 1))) {
      return b;
    }
    return node(Operation.MULTIPLY, a, b);
  }

  /** Of ln(1 + s), s (s + 2) / (s (s + 2) + 2): no logarithm and no exponential. */
  private int tanh(int u) {
    if (!isLogarithm(u)) {
      return node(Operation.TANH, u);
    }
    int cut = node(Operation.MIN, number(TANH_IS_ONE), lessOne(u));
    int n = node(Operation.MULTIPLY, cut, node(Operation.ADD, cut, number(2)));
    return node(Operation.DIVIDE, n, node(Operation.ADD, n, number(2)));
  }

  /** Of ln(w), (w + 1 / w) / 2. */
  private int cosh(int u) {
    if (!isLogarithm(u)) {
      return node(Operation.COSH, u);
    }
    int w = node(Operation.ADD, lessOne(u), number(1));
    int twice = node(Operation.ADD, w, node(Operation.DIVIDE, number(1), w));
    return node(Operation.MULTIPLY, number(0.5), twice);
  }

  private boolean isLogarithm(int node) {
    Operation operation = nodes.get(node).operation();
    return operation == Operation.SOFTPLUS || operation == Operation.LOG1P;
  }

  /** The s of a logarithm of 1 + s. */
  private int lessOne(int logarithm) {
    Node node = nodes.get(logarithm);
    return node.operation() == Operation.LOG1P ? node.a() : node(Operation.EXP, node.a());
  }

  private int sigmoid(int u) {
    Integer rising = numbers.get(new Node(Operation.EXP, u, u, u, Leaf.NONE, 0));
    if (rising != null) {
      return node(Operation.SHUT, rising, node(Operation.GATE, rising));
    }
    return node(Operation.GATE, node(Operation.EXP, negated(u)));
  }

  @Override
  public Integer binary(BinaryOperation operation, Integer a, Integer b) {
    if (isNumber(a) && isNumber(b)) {
      return number(operation.apply(nodes.get(a).value(), nodes.get(b).value()));
    }
    return switch (operation) {
      case ADD -> node(Operation.ADD, a, b);
      case SUBTRACT -> node(Operation.SUBTRACT, a, b);
      case MULTIPLY -> multiply(a, b);
      case DIVIDE -> node(Operation.DIVIDE, a, b);
      case MIN -> node(Operation.MIN, a, b);
      case MAX -> node(Operation.MAX, a, b);
      case POWER -> power(a, b);
    };
  }

  private int power(int base, int exponent) {
    Node node = nodes.get(exponent);
    double twice = 2 * Math.abs(node.value());
    if (node.leaf() == Leaf.NUMBER
        && twice == Math.rint(twice)
        && twice != 0
        && twice <= 2 * LARGEST_PRODUCT) {
      int power = halves(base, (int) twice);
      return node.value() < 0 ? node(Operation.DIVIDE, number(1), power) : power;
    }
    return node(Operation.POWER, base, exponent);
  }

  /** The base to the power of so many halves. */
  private int halves(int base, int count) {
    if (count % 2 == 0) {
      return wholePower(base, count / 2);
    }
    int root = node(Operation.SQRT, base);
    return count == 1 ? root : node(Operation.MULTIPLY, wholePower(base, count / 2), root);
  }

  private int wholePower(int base, int exponent) {
    if (exponent == 1) {
      return base;
    }
    int half = wholePower(base, exponent / 2);
    int square = node(Operation.MULTIPLY, half, half);
    return exponent % 2 == 0 ? square : node(Operation.MULTIPLY, square, base);
  }

  @Override
  public Integer conditional(
      Integer then, Comparison comparison, Integer left, Integer right, Integer otherwise) {
    selects = true;
    return switch (comparison) {
      case GREATER -> select(left, right, then, otherwise);
      case LESS -> select(right, left, then, otherwise);
      case GREATER_OR_EQUAL -> select(right, left, otherwise, then);
      case LESS_OR_EQUAL -> select(left, right, otherwise, then);
    };
  }

  /** then where left is greater. */
  private int select(int left, int right, int then, int otherwise) {
    boolean withZero = nodes.get(right).equals(new Node(null, 0, 0, 0, Leaf.NUMBER, 0));
    int difference = withZero ? left : node(Operation.SUBTRACT, left, right);
    return node(Operation.SELECT, node(Operation.STEP, difference), then, otherwise);
  }

  /** Leaves keep their registers; any other is given up after its last reader. */
  private FormulaProgram program(List<Integer> results) {
    int[] lastReader = new int[nodes.size()];
    boolean[] wanted = wanted(results);
    for (int i = 0; i < nodes.size(); i++) {
      if (wanted[i]) {
        for (int operand : nodes.get(i).operands()) {
          lastReader[operand] = i;
        }
      }
    }
    results.forEach(result -> lastReader[result] = Integer.MAX_VALUE);
    int[] register = new int[nodes.size()];
    int registers = 0;
    Deque<Integer> free = new ArrayDeque<>();
    List<Step> steps = new ArrayList<>();
    List<Preset> presets = new ArrayList<>();
    int x = -1;
    Integer[] learnedRegisters = new Integer[learned.size()];
    Arrays.fill(learnedRegisters, -1);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (!wanted[i]) {
        continue;
      }
      if (node.operation() == null) {
        register[i] = registers++;
        switch (node.leaf()) {
          case NUMBER -> presets.add(new Preset(register[i], (float) node.value()));
          case LEARNED -> learnedRegisters[node.a()] = register[i];
          case X -> x = register[i];
          case NONE -> throw new IllegalStateException("neither an operation nor a leaf");
        }
        continue;
      }
      int reader = i;
      Arrays.stream(node.operands())
          .distinct()
          .filter(o -> lastReader[o] == reader && nodes.get(o).operation() != null)
          .forEach(o -> free.push(register[o]));
      register[i] = free.isEmpty() ? registers++ : free.pop();
      steps.add(
          new Step(
              node.operation(),
              register[node.a()],
              register[node.b()],
              register[node.c()],
              register[i]));
    }
    return new FormulaProgram(
        List.copyOf(steps),
        List.copyOf(presets),
        List.of(learnedRegisters),
        x,
        results.stream().map(result -> register[result]).toList(),
        registers,
        reach,
        new ThreadLocal<>());
  }

  /** Which nodes the results are made of. */
  private boolean[] wanted(List<Integer> results) {
    boolean[] wanted = new boolean[nodes.size()];
    results.forEach(result -> wanted[result] = true);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (wanted[i]) {
        for (int operand : nodes.get(i).operands()) {
          wanted[operand] = true;
        }
      }
    }
    return wanted;
  }
}
