package dev.actzoo.activations.formula;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Seeded formulas of the kinds that break programs: all are of the grammar, few are sensible. */
public final class HostileFormulas {
  private static final List<String> FUNCTIONS =
      FormulaParser.functions().stream().filter(name -> !name.matches("min|max")).toList();
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "2",
          "-1",
          "0.5",
          "3",
          "9",
          "64",
          "1e38",
          "1e-38",
          "123456789",
          "0.1",
          "1e9",
          "pi",
          "e",
          "3.4028234e38",
          "1.5e-45",
          "2.1");

  /** About the most characters that a formula may have. */
  private static final int LONGEST = 1500;

  private final Random random;

  private HostileFormulas(long seed) {
    this.random = new Random(seed);
  }

  public static Stream<String> of(long seed, int count) {
    HostileFormulas made = new HostileFormulas(seed);
    return Stream.generate(made::formula).limit(count);
  }

  private String formula() {
    return switch (random.nextInt(6)) {
      case 0 -> nested();
      case 1 -> tower();
      case 2 ->
          "b * %s + c^%s; b ~ -1e-9, c[channel] ~ 1.5".formatted(expression(3), expression(2));
      case 3 -> chain();
      default -> expression(2 + random.nextInt(4));
    };
  }

  private String expression(int depth) {
    if (depth == 0) {
      return leaf();
    }
    Supplier<String> part = () -> expression(depth - 1);
    return switch (random.nextInt(10)) {
      case 0, 1 -> pick(FUNCTIONS) + "(" + part.get() + ")";
      case 2 -> "(" + part.get() + " + " + part.get() + ")";
      case 3 -> "(" + part.get() + " - " + part.get() + ")";
      case 4 -> "(" + part.get() + " * " + part.get() + ")";
      case 5 -> "(" + part.get() + " / " + part.get() + ")";
      case 6 -> "(" + part.get() + ")^(" + part.get() + ")";
      case 7 -> "(" + part.get() + " if " + part.get() + " > " + leaf() + " else " + leaf() + ")";
      case 8 -> pick(List.of("min", "max")) + "(" + part.get() + ", " + leaf() + ")";
      default -> "(" + part.get() + ")^" + pick(List.of("2", "-3", "64", "0.5", "-0.1", "999"));
    };
  }

  /** One operation around itself, again and again. */
  private String nested() {
    String around = expression(2);
    String text = "x";
    int times = 2 + random.nextInt(12);
    for (int i = 0; i < times && text.length() < LONGEST; i++) {
      text = around.replaceAll("\\bx\\b", "(" + text + ")");
    }
    return text;
  }

  /** Powers of powers, to the right or to the left. */
  private String tower() {
    boolean right = random.nextBoolean();
    String text = leaf();
    int times = 2 + random.nextInt(20);
    for (int i = 0; i < times; i++) {
      text = right ? leaf() + "^" + text : "(" + text + ")^" + leaf();
    }
    return "x + " + text;
  }

  /** Many terms or factors, or parentheses. */
  private String chain() {
    int times = 5 + random.nextInt(60);
    String term = expression(1);
    return switch (random.nextInt(4)) {
      case 0 -> String.join(" + ", Stream.generate(this::leaf).limit(times).toList());
      case 1 -> String.join(" * ", Stream.generate(() -> term).limit(times).toList());
      case 2 -> "(".repeat(times * 10) + "x" + ")".repeat(times * 10);
      default -> String.join(" / ", Stream.generate(() -> expression(1)).limit(times).toList());
    };
  }

  private String leaf() {
    return random.nextInt(3) > 0 ? "x" : number();
  }

  private String number() {
    return random.nextInt(40) == 0 ? pick(List.of("1e-400", "1e400")) : pick(NUMBERS);
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
