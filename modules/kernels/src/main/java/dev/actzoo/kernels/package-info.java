/** Array kernels: oneDNN and machine code of our own on CPU, ND4J operations on any backend. */
@NullMarked
package dev.actzoo.kernels;

import org.jspecify.annotations.NullMarked;
