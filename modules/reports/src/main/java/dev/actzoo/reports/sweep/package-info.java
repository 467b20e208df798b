/** The report of a sweep: page, CSV, JSON, summary, and experiments of the best candidates. */
@NullMarked
package dev.actzoo.reports.sweep;

import org.jspecify.annotations.NullMarked;
