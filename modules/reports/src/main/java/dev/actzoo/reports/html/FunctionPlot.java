package dev.actzoo.reports.html;

import dev.actzoo.activations.Activation;
import dev.actzoo.activations.Curve;
import dev.actzoo.activations.Radial;
import dev.actzoo.activations.Ridge;
import dev.actzoo.activations.formula.Evaluation;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.ParsedFormula;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * The curves of a function and its first two derivatives in the pixels of a picture: the first two
 * are the catalogue's reference, the third is the formula differentiated twice. Curves end at kinks
 * and jumps and begin anew, so corners are corners.
 *
 * @param left the least x
 * @param right the greatest x
 * @param bottom the least y shown
 * @param top the greatest y shown
 * @param paths of f, f' and f'', in the syntax of SVG paths
 */
record FunctionPlot(double left, double right, double bottom, double top, List<String> paths) {
  static final int WIDTH = 340;
  static final int HEIGHT = 230;
  static final int MARGIN_LEFT = 34;
  static final int MARGIN_RIGHT = 8;
  static final int MARGIN_TOP = 8;
  static final int MARGIN_BOTTOM = 30;

  private static final double REACH = 5;
  private static final double RADIUS = 4;

  /** Functions that oscillate so fast that no picture of the usual width shows it. */
  private static final double FAST_REACH = 0.5;

  private static final double HIGHEST = 5;
  private static final double STEEPEST = 2.5;
  private static final int POINTS_PER_PIECE = 48;
  private static final double BESIDE = 1e-9;
  private static final double JUMP = 1e-5;

  /** In pixels: nobody sees a curve leave its polygon by that. */
  private static final double TOLERANCE = 0.12;

  private record Point(double x, double y) {}

  /** The plot of a ridge or radial function; none for aggregations. */
  static Optional<FunctionPlot> of(Activation activation) {
    if (activation instanceof Ridge ridge) {
      double reach = ridge.name().equals("siren") ? FAST_REACH : REACH;
      return Optional.of(of(ridge.curve(), activation.formula().text(), -reach, reach));
    }
    if (activation instanceof Radial radial) {
      String inX = activation.formula().text().replaceAll("\\br\\b", "x");
      return Optional.of(of(radial.profile(), inX, 0, RADIUS));
    }
    return Optional.empty();
  }

  private static FunctionPlot of(Curve curve, String formula, double left, double right) {
    List<DoubleUnaryOperator> functions =
        List.of(curve::value, curve::derivative, secondDerivative(formula));
    List<List<List<Point>>> pieces = functions.stream().map(f -> pieces(f, left, right)).toList();
    double bottom = 0;
    double top = 0;
    for (int i = 0; i < 2; i++) {
      double limit = i == 0 ? HIGHEST : STEEPEST;
      for (List<Point> piece : pieces.get(i)) {
        for (Point point : piece) {
          bottom = Math.min(bottom, Math.max(-limit, point.y()));
          top = Math.max(top, Math.min(limit, point.y()));
        }
      }
    }
    double room = 0.06 * (top - bottom);
    FunctionPlot frame = new FunctionPlot(left, right, bottom - room, top + room, List.of());
    List<String> paths = pieces.stream().map(frame::path).toList();
    return new FunctionPlot(left, right, frame.bottom, frame.top, paths);
  }

  private static DoubleUnaryOperator secondDerivative(String text) {
    ParsedFormula formula = FormulaParser.parse(text);
    Expression twice = new ParsedFormula(formula.derivative(), formula.learned()).derivative();
    ToDoubleFunction<double[]> value = Evaluation.of(twice, formula.learned());
    double[] arguments = new double[1 + formula.learned().size()];
    System.arraycopy(formula.initial(), 0, arguments, 1, formula.learned().size());
    return x -> {
      arguments[0] = x;
      return value.applyAsDouble(arguments);
    };
  }

  /**
   * The curve in pieces between jumps. A function of the catalogue jumps or bends at multiples of
   * one half; each stretch between those is sampled up to its ends.
   */
  private static List<List<Point>> pieces(DoubleUnaryOperator f, double left, double right) {
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> piece = new ArrayList<>();
    double stretch = Math.min(0.5, (right - left) / 8);
    int stretches = (int) Math.round((right - left) / stretch);
    for (int i = 0; i < stretches; i++) {
      double from = left + i * stretch;
      Point first = new Point(from, f.applyAsDouble(from + BESIDE));
      if (!piece.isEmpty()) {
        Point last = piece.get(piece.size() - 1);
        if (!(Math.abs(last.y() - first.y()) <= JUMP * Math.max(1, Math.abs(first.y())))) {
          pieces.add(piece);
          piece = new ArrayList<>();
        }
      }
      for (int k = 0; k <= POINTS_PER_PIECE; k++) {
        double x = from + stretch * k / POINTS_PER_PIECE;
        double inside = k == 0 ? x + BESIDE : k == POINTS_PER_PIECE ? x - BESIDE : x;
        double y = f.applyAsDouble(inside);
        if (Double.isFinite(y)) {
          piece.add(new Point(x, y));
        } else if (!piece.isEmpty()) {
          pieces.add(piece);
          piece = new ArrayList<>();
        }
      }
    }
    pieces.add(piece);
    return pieces.stream().filter(points -> points.size() > 1).toList();
  }

  private String path(List<List<Point>> pieces) {
    StringBuilder path = new StringBuilder();
    for (List<Point> piece : pieces) {
      List<Point> pixels =
          piece.stream().map(p -> new Point(pixelX(p.x()), pixelY(p.y()))).toList();
      List<Point> kept = new ArrayList<>(List.of(pixels.get(0)));
      simplify(pixels, 0, pixels.size() - 1, kept);
      for (int i = 0; i < kept.size(); i++) {
        Point p = kept.get(i);
        path.append(i == 0 ? "M" : "L").append(pixel(p.x())).append(' ').append(pixel(p.y()));
      }
    }
    return path.toString();
  }

  /** Keeps of the points after the first those that a polygon needs (Ramer 1972). */
  private static void simplify(List<Point> points, int first, int last, List<Point> kept) {
    Point a = points.get(first);
    Point b = points.get(last);
    double length = Math.hypot(b.x() - a.x(), b.y() - a.y());
    int farthest = first;
    double distance = TOLERANCE;
    for (int i = first + 1; i < last; i++) {
      Point p = points.get(i);
      double across = (b.x() - a.x()) * (p.y() - a.y()) - (b.y() - a.y()) * (p.x() - a.x());
      if (Math.abs(across) / length > distance) {
        farthest = i;
        distance = Math.abs(across) / length;
      }
    }
    if (farthest == first) {
      kept.add(b);
    } else {
      simplify(points, first, farthest, kept);
      simplify(points, farthest, last, kept);
    }
  }

  double pixelX(double x) {
    return MARGIN_LEFT + (x - left) / (right - left) * (WIDTH - MARGIN_LEFT - MARGIN_RIGHT);
  }

  /** Cut off where it is far outside, so that numbers stay short. */
  double pixelY(double y) {
    double inside = (top - y) / (top - bottom) * (HEIGHT - MARGIN_TOP - MARGIN_BOTTOM);
    return Math.max(-HEIGHT, Math.min(2 * HEIGHT, MARGIN_TOP + inside));
  }

  static String pixel(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : tenths / 10.0 + "";
  }

  /** Round numbers on the horizontal axis. */
  List<Double> ticksX() {
    return ticks(left, right);
  }

  /** Round numbers on the vertical axis. */
  List<Double> ticksY() {
    return ticks(bottom, top);
  }

  private static List<Double> ticks(double from, double to) {
    double rough = (to - from) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double step =
        power * (rough / power > 5 ? 10 : rough / power > 2 ? 5 : rough / power > 1 ? 2 : 1);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + 1e-9 * step; i++) {
      ticks.add(Math.rint(i * step * 1e6) / 1e6);
    }
    return ticks;
  }

  static String tick(double value) {
    String text = value == Math.rint(value) ? Long.toString(Math.round(value)) : value + "";
    return text.replace('-', '−');
  }
}
