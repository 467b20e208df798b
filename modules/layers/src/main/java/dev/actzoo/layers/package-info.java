/** DL4J layers: activation, convolution, batch norm, layer norm, attention, embedding. */
@NullMarked
package dev.actzoo.layers;

import org.jspecify.annotations.NullMarked;
