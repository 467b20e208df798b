package dev.actzoo.kernels;

import dev.actzoo.kernels.WinogradTransform.Group;
import dev.actzoo.kernels.WinogradTransform.Output;
import dev.actzoo.kernels.WinogradTransform.Term;
import dev.actzoo.kernels.X64Assembler.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/*
 * Registers: vectors from 0 on hold the tile on its way, those from the last one down the factors.
 * A transform is done row by row: the part of the first axis that a group of rows needs, for all
 * columns, then the second axis of those rows. So 36 numbers of six by six go through 32 registers,
 * and nothing is kept in memory on the way.
 */

/** Writes the code of transforms of tiles, for vectors of 16 channels; needs AVX-512. */
final class WinogradCode {
  private final X64Assembler assembler;
  private final WinogradTransform transform;
  private final List<Float> factors;

  WinogradCode(X64Assembler assembler, WinogradTransform transform) {
    this.assembler = assembler;
    this.transform = transform;
    this.factors = transform.factors();
  }

  /** Loads the factors, the first of which is there. */
  void loadFactors(X64Operand first) {
    for (int i = 0; i < factors.size(); i++) {
      int at = first.displacement() + i * Float.BYTES;
      assembler.broadcast(register(i), X64Operand.at(first.base(), at));
    }
  }

  private int register(int factor) {
    return Vectors.AVX512.registers - 1 - factor;
  }

  /** Where a number of a tile is read or written; null for none: a zero, or not needed. */
  @FunctionalInterface
  interface Place {
    @Nullable X64Operand at(int row, int column);
  }

  /**
   * Transforms a tile.
   *
   * @param from where its numbers are
   * @param to where the results go
   * @param addend what is added to each result, if anything
   */
  void tile(Place from, Place to, @Nullable X64Operand addend) {
    int in = transform.inputs();
    for (Group rows : transform.groups()) {
      List<X64Operand[]> held = new ArrayList<>();
      for (int i = 0; i < rows.outputs().size(); i++) {
        held.add(new X64Operand[in]);
      }
      int first = rows.outputs().size() * in;
      for (int column = 0; column < in; column++) {
        int at = column;
        X64Operand[] sources = sources(rows, row -> from.at(row, at), first);
        for (int i = 0; i < rows.outputs().size(); i++) {
          int register = i * in + column;
          held.get(i)[column] = sum(register, rows.outputs().get(i).terms(), sources);
        }
      }
      for (int i = 0; i < rows.outputs().size(); i++) {
        columns(rows.outputs().get(i).number(), held.get(i), to, first, addend);
      }
    }
  }

  private void columns(
      int row, @Nullable X64Operand[] held, Place to, int free, @Nullable X64Operand addend) {
    for (Group columns : transform.groups()) {
      if (columns.outputs().stream().allMatch(output -> to.at(row, output.number()) == null)) {
        continue;
      }
      X64Operand[] sources = sources(columns, column -> held[column], free);
      int register = free + columns.inner().size();
      for (Output output : columns.outputs()) {
        X64Operand result = to.at(row, output.number());
        if (result == null) {
          continue;
        }
        if (sum(register, output.terms(), sources) == null) {
          assembler.zero(register);
        }
        if (addend != null) {
          assembler.binary(VectorCode.Kind.ADD, register, register, addend);
        }
        assembler.store(register, result);
      }
    }
  }

  /** The inputs of a group and its inner sums, which are put from that register on. */
  private @Nullable X64Operand[] sources(
      Group group, IntFunction<@Nullable X64Operand> inputs, int free) {
    int in = transform.inputs();
    X64Operand[] sources = new X64Operand[in + group.inner().size()];
    for (int i = 0; i < in; i++) {
      sources[i] = inputs.apply(i);
    }
    for (int i = 0; i < group.inner().size(); i++) {
      sources[in + i] = sum(free + i, group.inner().get(i), sources);
    }
    return sources;
  }

  /** The register with a sum; null if nothing is summed. */
  private @Nullable X64Operand sum(int to, List<Term> all, @Nullable X64Operand[] sources) {
    List<Term> terms =
        new ArrayList<>(all.stream().filter(term -> sources[term.source()] != null).toList());
    if (terms.isEmpty()) {
      return null;
    }
    Term first = first(terms, sources);
    terms.remove(first);
    X64Operand source = sources[first.source()];
    Term second = terms.isEmpty() ? null : terms.get(0);
    if (first.factor() == 1
        && !source.isMemory()
        && second != null
        && Math.abs(second.factor()) == 1) {
      assembler.binary(kind(second), to, source.register(), sources[second.source()]);
      terms.remove(second);
    } else if (first.factor() == 1) {
      assembler.load(to, source);
    } else {
      zeroUnless(first, to);
      if (first.factor() > 0) {
        assembler.binary(VectorCode.Kind.MULTIPLY, to, factor(first), source);
      } else {
        assembler.subtractProduct(to, factor(first), source);
      }
    }
    for (Term term : terms) {
      add(to, term, sources[term.source()]);
    }
    return X64Operand.register(to);
  }

  private void zeroUnless(Term first, int to) {
    if (first.factor() < 0) {
      assembler.zero(to);
    }
  }

  private void add(int to, Term term, X64Operand source) {
    if (Math.abs(term.factor()) == 1) {
      assembler.binary(kind(term), to, to, source);
    } else if (term.factor() > 0) {
      assembler.addProduct(to, factor(term), source);
    } else {
      assembler.subtractProduct(to, factor(term), source);
    }
  }

  private static VectorCode.Kind kind(Term term) {
    return term.factor() > 0 ? VectorCode.Kind.ADD : VectorCode.Kind.SUBTRACT;
  }

  /** One without a factor if there is one, if possible in a register. */
  private static Term first(List<Term> terms, @Nullable X64Operand[] sources) {
    return terms.stream()
        .filter(term -> term.factor() == 1 && !sources[term.source()].isMemory())
        .findFirst()
        .or(() -> terms.stream().filter(term -> term.factor() == 1).findFirst())
        .orElse(terms.get(0));
  }

  private int factor(Term term) {
    return register(factors.indexOf((float) Math.abs(term.factor())));
  }
}
