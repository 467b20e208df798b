/** The search strategies of Arbiter behind one class: the only package that knows Arbiter. */
@NullMarked
package dev.actzoo.sweeps.arbiter;

import org.jspecify.annotations.NullMarked;
