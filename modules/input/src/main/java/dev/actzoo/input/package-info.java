/** What a person typed: lookup of names, and the one exception for bad input. */
@NullMarked
package dev.actzoo.input;

import org.jspecify.annotations.NullMarked;
