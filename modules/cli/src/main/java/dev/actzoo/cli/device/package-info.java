/** What computes a run, and what is found out before the array library is touched. */
@NullMarked
package dev.actzoo.cli.device;

import org.jspecify.annotations.NullMarked;
