/**
 * Array kernels: oneDNN and machine code of our own on CPU, ND4J operations on any backend.
 *
 * <p>All keep one rule for special values (docs/decisions/0025). NaN gives NaN, as value and as
 * gradient. At an infinity the value is the limit of the function and the gradient that of its
 * slope, NaN only where there is none. At a kink the gradient is the slope of the formula as it is
 * written: abs, relu and relu6 have slope 0 at theirs, min and max the slope on the left, a
 * condition that of the branch that holds.
 */
@NullMarked
package dev.actzoo.kernels;

import org.jspecify.annotations.NullMarked;
