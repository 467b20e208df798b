package dev.actzoo.benchmarks.audit;

import dev.actzoo.activations.Radial;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.FormulaParser;
import dev.actzoo.activations.formula.ParsedFormula;
import dev.actzoo.activations.formula.PreciseEvaluation;
import dev.actzoo.activations.formula.Real;
import dev.actzoo.benchmarks.audit.AuditedKernel.NumberType;
import dev.actzoo.kernels.Kernels;
import dev.actzoo.kernels.RadialFunction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The audit of a radial function's kernel. It computes f(sqrt(q)) and its slope along q of the
 * squared distance q, in widths; so the inputs of the audit are squares.
 */
final class RadialAudit {
  /** More than of the reference: a square root of so many digits goes into it. */
  private static final MathContext ROOT = new MathContext(RidgeReference.DIGITS + 20);

  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private RadialAudit() {}

  static List<KernelAudit> of(Radial radial, float[] wholeGrid, float[] wholeScan) {
    float[] grid = notNegative(wholeGrid);
    float[] scan = notNegative(wholeScan);
    ParsedFormula formula = FormulaParser.parse(radial.formula().text().replaceAll("\\br\\b", "x"));
    Expression derivative = formula.derivative();
    List<Target> values = new ArrayList<>();
    List<Target> slopes = new ArrayList<>();
    DoubleUnaryOperator slopeInDouble = q -> radial.derivative(Math.sqrt(q)) / 2 / Math.sqrt(q);
    for (float q : grid) {
      values.add(
          Float.isFinite(q)
              ? Target.of(at(formula.expression(), q))
              : Target.of(Real.of(radial.value(q))));
      slopes.add(
          Float.isFinite(q) && q > 0
              ? Target.of(slope(derivative, q))
              : Target.of(Real.of(slopeInDouble.applyAsDouble(q))));
    }
    List<KernelAudit> audits = new ArrayList<>();
    for (NumberType number : NumberType.values()) {
      Kernels kernels = Kernels.of(number == NumberType.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE);
      AuditedKernel kernel = kernel(RadialFunction.named(radial.name()), number, kernels);
      audits.add(
          new KernelAudit(
              radial.name(),
              kernel.name(),
              number.toString(),
              SideAudit.of(
                  number, kernel.value(), grid, values, scan, q -> radial.value(Math.sqrt(q))),
              SideAudit.of(number, kernel.requiredSlope(), grid, slopes, scan, slopeInDouble)));
    }
    return audits;
  }

  private static float[] notNegative(float[] points) {
    float[] kept = new float[points.length];
    int n = 0;
    for (float point : points) {
      if (!(point < 0) && Float.floatToIntBits(point) != Float.floatToIntBits(-0f)) {
        kept[n++] = point;
      }
    }
    return Arrays.copyOf(kept, n);
  }

  private static Real root(float q) {
    return new Real.Finite(new BigDecimal(q).sqrt(ROOT));
  }

  private static Real at(Expression expression, float q) {
    return PreciseEvaluation.value(expression, root(q), Map.of(), RidgeReference.DIGITS);
  }

  /** f'(r) / (2 r). */
  private static Real slope(Expression derivative, float q) {
    Real along = at(derivative, q);
    return along instanceof Real.Finite finite
        ? new Real.Finite(finite.value().divide(new BigDecimal(q).sqrt(ROOT).multiply(TWO), ROOT))
        : along;
  }

  /** Squares of one unit of width 1, to which nothing is added. */
  private static AuditedKernel kernel(RadialFunction f, NumberType number, Kernels kernels) {
    return AuditedKernel.overArrays(
        "radial kernel",
        number,
        x -> {
          INDArray squares = x.reshape(x.length(), 1);
          INDArray out = squares.ulike();
          INDArray nothing = Nd4j.zerosLike(squares);
          INDArray logWidth = Nd4j.zeros(x.dataType(), 1, 1);
          kernels.radial(f, nothing, logWidth, logWidth.ulike(), squares, out);
          return out.reshape(x.length());
        },
        x -> {
          INDArray squares = x.reshape(x.length(), 1);
          INDArray slope = squares.ulike();
          kernels.radialBackward(
              f,
              squares,
              Nd4j.ones(x.dataType(), 1, 1),
              Nd4j.onesLike(squares),
              slope,
              squares.ulike());
          return slope.reshape(x.length());
        });
  }
}
