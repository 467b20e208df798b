package dev.actzoo.activations.formula;

import java.util.List;

/**
 * What the inner nodes of expressions share: operands, and hash, size and depth, which are known
 * from those of the operands. Two nodes that differ are nearly always told apart by their hashes
 * and sizes; two that are equal are compared subtree by subtree but for those they share.
 */
abstract class Operation {
  private final Enum<?> kind;
  private final List<Expression> operands;
  private final int hash;
  private final long size;
  private final int depth;

  Operation(Enum<?> kind, Expression... operands) {
    this.kind = kind;
    this.operands = List.of(operands);
    int mixed = kind.name().hashCode();
    long nodes = 1;
    int deepest = 0;
    for (Expression operand : operands) {
      mixed = 31 * mixed + operand.hashCode();
      nodes = saturated(nodes + operand.size());
      deepest = Math.max(deepest, operand.depth());
    }
    this.hash = mixed ^ mixed >>> 15;
    this.size = nodes;
    this.depth = deepest + 1;
  }

  private static long saturated(long nodes) {
    return Math.min(nodes, Long.MAX_VALUE / 8);
  }

  public final List<Expression> operands() {
    return operands;
  }

  public final long size() {
    return size;
  }

  public final int depth() {
    return depth;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other
        || other instanceof Operation operation
            && hash == operation.hash
            && size == operation.size
            && kind == operation.kind
            && operands.equals(operation.operands);
  }

  @Override
  public final int hashCode() {
    return hash;
  }

  @Override
  public final String toString() {
    return "%s of %d nodes".formatted(kind, size);
  }
}
