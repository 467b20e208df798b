/** Datasets by name with checksums, read with DataVec; tokenizer; iterators. */
@NullMarked
package dev.actzoo.data;

import org.jspecify.annotations.NullMarked;
