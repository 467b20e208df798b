package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.BinaryOperation;
import dev.actzoo.activations.formula.Expression;
import dev.actzoo.activations.formula.UnaryFunction;
import java.math.BigDecimal;
import java.util.Set;

/** How much an expression costs, by its dearest operations. */
final class CostClass {
  private CostClass() {}

  static Word of(Expression expression) {
    Set<Expression> parts = Subexpressions.of(expression);
    long elementary = parts.stream().filter(CostClass::isElementary).count();
    if (elementary > 0) {
      return new Word(elementary + (elementary == 1 ? " function" : " functions"));
    }
    return new Word(
        parts.stream().anyMatch(CostClass::isQuotient) ? "quotient or root" : "arithmetic");
  }

  private static boolean isElementary(Expression part) {
    if (part instanceof Expression.Unary unary) {
      return Subexpressions.haveInput(unary)
          && switch (unary.function()) {
            case NEGATE, ABS, SIGN, STEP, RELU, RELU6, SQRT -> false;
            default -> true;
          };
    }
    return part instanceof Expression.Binary binary
        && binary.operation() == BinaryOperation.POWER
        && Subexpressions.haveInput(binary)
        && !isSimplePower(binary.right());
  }

  private static boolean isSimplePower(Expression exponent) {
    return exponent instanceof Expression.Constant constant
        && constant.value().multiply(BigDecimal.valueOf(2)).stripTrailingZeros().scale() <= 0;
  }

  private static boolean isQuotient(Expression part) {
    if (part instanceof Expression.Unary unary) {
      return unary.function() == UnaryFunction.SQRT && Subexpressions.haveInput(unary);
    }
    return part instanceof Expression.Binary binary
        && (binary.operation() == BinaryOperation.DIVIDE && Subexpressions.haveInput(binary.right())
            || binary.operation() == BinaryOperation.POWER
                && Subexpressions.haveInput(binary.left())
                && !Breakpoint.isWhole(binary.right()));
  }
}
