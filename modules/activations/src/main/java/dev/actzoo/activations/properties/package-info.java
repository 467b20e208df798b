/**
 * Properties of activations, declared in {@code properties.properties} and computed anew from the
 * formulas to verify them.
 */
@NullMarked
package dev.actzoo.activations.properties;

import org.jspecify.annotations.NullMarked;
