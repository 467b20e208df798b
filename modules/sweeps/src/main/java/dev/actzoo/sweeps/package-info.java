/** Hyperparameter sweeps: the file, the search of every arm, the running into a ledger. */
@NullMarked
package dev.actzoo.sweeps;

import org.jspecify.annotations.NullMarked;
