/**
 * How right the kernels are: every kernel of every backend, and those of stock Deeplearning4j,
 * against the formulas of the catalogue in 50 digits.
 */
@NullMarked
package dev.actzoo.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
