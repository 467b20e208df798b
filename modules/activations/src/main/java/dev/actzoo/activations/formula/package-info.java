/**
 * Formulas of activation functions: parsing, printing, evaluation in double and in extended
 * precision.
 */
@NullMarked
package dev.actzoo.activations.formula;

import org.jspecify.annotations.NullMarked;
