package dev.actzoo.reports.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the LaTeX of the catalogue's formulas into MathML, which browsers render without a script
 * or a font of ours. It knows the commands that the formulas use and rejects all others, so a test
 * over the catalogue finds what is missing.
 */
final class MathMl {
  private static final Map<String, String> LETTERS =
      Map.ofEntries(
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("lambda", "λ"),
          Map.entry("pi", "π"),
          Map.entry("sigma", "σ"),
          Map.entry("tau", "τ"),
          Map.entry("theta", "θ"),
          Map.entry("Phi", "Φ"));

  private static final Map<String, String> OPERATORS =
      Map.of("ge", "≥", "le", "≤", "cdots", "⋯", "ldots", "…", "cdot", "·");

  private static final Set<String> FUNCTIONS =
      Set.of("arctan", "cos", "exp", "ln", "max", "min", "sin", "tan", "tanh");

  private static final String THIN_SPACE = "<mspace width=\"0.17em\"/>";
  private static final String SPACE = "<mspace width=\"0.8em\"/>";

  private final String latex;
  private int at;

  private MathMl(String latex) {
    this.latex = latex;
  }

  /**
   * A formula as a {@code math} element.
   *
   * @throws IllegalArgumentException if the LaTeX has what this class does not know
   */
  static String of(String latex) {
    MathMl reader = new MathMl(latex);
    String row = reader.row("");
    if (reader.at < latex.length()) {
      throw reader.unknown("closing");
    }
    return "<math display=\"block\">" + row + "</math>";
  }

  private IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException(
        "unknown %s at %d of the formula %s".formatted(what, at, latex));
  }

  /** Everything up to a closing brace, a command of that name, a column or line end, or the end. */
  private String row(String until) {
    List<String> atoms = new ArrayList<>();
    boolean operand = false;
    while (at < latex.length()) {
      char c = latex.charAt(at);
      if (c == '}' || c == '&' || latex.startsWith("\\\\", at)) {
        break;
      }
      if (!until.isEmpty() && latex.startsWith(until, at)) {
        break;
      }
      if (c == ' ') {
        at++;
        continue;
      }
      boolean prefix = !operand && (c == '-' || c == '+');
      operand = !(c == '-' || c == '+' || c == '(' || c == '[' || c == ',' || isRelation(c));
      atoms.add(withScripts(prefix ? sign() : atom()));
    }
    return "<mrow>" + String.join("", atoms) + "</mrow>";
  }

  private static boolean isRelation(char c) {
    return c == '=' || c == '<' || c == '>';
  }

  private String sign() {
    return "<mo form=\"prefix\">" + (latex.charAt(at++) == '-' ? "−" : "+") + "</mo>";
  }

  private String withScripts(String base) {
    String below = "";
    String above = "";
    while (at < latex.length() && (latex.charAt(at) == '_' || latex.charAt(at) == '^')) {
      boolean sub = latex.charAt(at++) == '_';
      String script = argument();
      below = sub ? script : below;
      above = sub ? above : script;
    }
    if (below.isEmpty() && above.isEmpty()) {
      return base;
    }
    if (above.isEmpty()) {
      return "<msub>" + base + below + "</msub>";
    }
    return below.isEmpty()
        ? "<msup>" + base + above + "</msup>"
        : "<msubsup>" + base + below + above + "</msubsup>";
  }

  /** A group in braces, or one character or command. */
  private String argument() {
    if (latex.charAt(at) == '{') {
      return group();
    }
    if (Character.isDigit(latex.charAt(at))) {
      return "<mn>" + latex.charAt(at++) + "</mn>";
    }
    return atom();
  }

  private String group() {
    at++;
    String row = row("");
    expect("}");
    return row;
  }

  private void expect(String text) {
    if (!latex.startsWith(text, at)) {
      throw unknown("text instead of " + text);
    }
    at += text.length();
  }

  private String atom() {
    char c = latex.charAt(at);
    if (c == '\\') {
      return command();
    }
    if (c == '{') {
      return group();
    }
    if (Character.isDigit(c)) {
      int start = at;
      while (at < latex.length()
          && (Character.isDigit(latex.charAt(at)) || latex.charAt(at) == '.')) {
        at++;
      }
      return "<mn>" + latex.substring(start, at) + "</mn>";
    }
    at++;
    if (Character.isLetter(c)) {
      return "<mi>" + c + "</mi>";
    }
    return switch (c) {
      case '-' -> "<mo>−</mo>";
      case '+', '=', ',' -> "<mo>" + c + "</mo>";
      case '/' -> "<mo lspace=\"0.1em\" rspace=\"0.1em\">/</mo>";
      case '<' -> "<mo>&lt;</mo>";
      case '>' -> "<mo>&gt;</mo>";
      case '(', ')', '[', ']' -> "<mo stretchy=\"false\">" + c + "</mo>";
      case '|' -> "<mo stretchy=\"false\" lspace=\"0\" rspace=\"0\">|</mo>";
      default -> throw unknown("character " + c);
    };
  }

  private String command() {
    at++;
    char c = latex.charAt(at);
    if (!Character.isLetter(c)) {
      at++;
      return switch (c) {
        case ',' -> THIN_SPACE;
        case ' ' -> SPACE;
        default -> throw unknown("command \\" + c);
      };
    }
    int start = at;
    while (at < latex.length() && Character.isLetter(latex.charAt(at))) {
      at++;
    }
    String name = latex.substring(start, at);
    if (LETTERS.containsKey(name)) {
      return "<mi>" + LETTERS.get(name) + "</mi>";
    }
    if (OPERATORS.containsKey(name)) {
      return "<mo>" + OPERATORS.get(name) + "</mo>";
    }
    if (FUNCTIONS.contains(name)) {
      return apart(start - 1) + function(name);
    }
    return switch (name) {
      case "frac", "tfrac" -> "<mfrac>" + argument() + argument() + "</mfrac>";
      case "sqrt" -> "<msqrt>" + argument() + "</msqrt>";
      case "sum" -> "<mo movablelimits=\"true\">∑</mo>";
      case "textstyle" -> "";
      case "operatorname" -> {
        expect("{");
        int end = latex.indexOf('}', at);
        String text = latex.substring(at, end);
        at = end + 1;
        yield apart(start - 1) + function(text);
      }
      case "left" -> fenced();
      case "begin" -> cases();
      default -> throw unknown("command \\" + name);
    };
  }

  /** A space between a factor and the name of a function that follows it. */
  private String apart(int name) {
    int before = name - 1;
    while (before >= 0 && latex.charAt(before) == ' ') {
      before--;
    }
    boolean factor =
        before >= 0
            && (Character.isLetterOrDigit(latex.charAt(before)) || latex.charAt(before) == ')');
    return factor ? THIN_SPACE : "";
  }

  /** A name in upright letters, apart from what follows unless that is in parentheses. */
  private String function(String name) {
    int next = at;
    while (next < latex.length() && latex.charAt(next) == ' ') {
      next++;
    }
    boolean bare =
        next < latex.length()
            && "(^_".indexOf(latex.charAt(next)) < 0
            && !latex.startsWith("\\left", next);
    return "<mi mathvariant=\"normal\">" + name + "</mi>" + (bare ? THIN_SPACE : "");
  }

  private String fenced() {
    char open = latex.charAt(at++);
    String inside = row("\\right");
    expect("\\right");
    char close = latex.charAt(at++);
    return "<mrow><mo stretchy=\"true\" form=\"prefix\">%s</mo>%s<mo stretchy=\"true\" form=\"postfix\">%s</mo></mrow>"
        .formatted(open, inside, close);
  }

  private String cases() {
    expect("{cases}");
    StringBuilder rows = new StringBuilder();
    while (!latex.startsWith("\\end", at)) {
      rows.append("<mtr>");
      boolean more = true;
      while (more) {
        rows.append("<mtd>").append(row("\\end")).append("</mtd>");
        more = at < latex.length() && latex.charAt(at) == '&';
        at += more ? 1 : 0;
      }
      rows.append("</mtr>");
      at += latex.startsWith("\\\\", at) ? 2 : 0;
    }
    expect("\\end{cases}");
    return "<mrow><mo stretchy=\"true\" form=\"prefix\">{</mo><mtable class=\"cases\">"
        + rows
        + "</mtable></mrow>";
  }
}
