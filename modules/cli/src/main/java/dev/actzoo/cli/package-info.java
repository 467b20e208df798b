/** Commands and wiring. */
@NullMarked
package dev.actzoo.cli;

import org.jspecify.annotations.NullMarked;
