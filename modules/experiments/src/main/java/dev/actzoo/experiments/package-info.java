/** The vocabulary: experiment, trial, result, provenance; the ledger. */
@NullMarked
package dev.actzoo.experiments;

import org.jspecify.annotations.NullMarked;
