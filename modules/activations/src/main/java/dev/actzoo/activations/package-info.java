/** What an activation function is: catalogue, families, formulas, double-precision reference. */
@NullMarked
package dev.actzoo.activations;

import org.jspecify.annotations.NullMarked;
