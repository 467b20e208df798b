package dev.actzoo.activations.formula;

import java.util.SortedMap;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * A product: a rational number times powers of distinct canonical expressions, none of which is a
 * number.
 *
 * @param powers the exponent, not 0, of each factor
 */
record Factors(BigFraction coefficient, SortedMap<Expression, Integer> powers) {}
