package dev.actzoo.activations.properties;

import dev.actzoo.activations.formula.Expression;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/** The parts of an expression, itself included, equal ones once. */
final class Subexpressions {
  private Subexpressions() {}

  static Set<Expression> of(Expression expression) {
    Set<Expression> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Expression> all = new LinkedHashSet<>();
    collect(expression, seen, all);
    return all;
  }

  private static void collect(Expression expression, Set<Expression> seen, Set<Expression> all) {
    if (!seen.add(expression)) {
      return;
    }
    expression.operands().forEach(operand -> collect(operand, seen, all));
    all.add(expression);
  }

  /** Whether x is among them. */
  static boolean haveInput(Expression expression) {
    return of(expression).contains(Expression.Variable.X);
  }
}
