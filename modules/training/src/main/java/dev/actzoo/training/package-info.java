/** Turns one TrialSpec into one TrialResult. */
@NullMarked
package dev.actzoo.training;

import org.jspecify.annotations.NullMarked;
