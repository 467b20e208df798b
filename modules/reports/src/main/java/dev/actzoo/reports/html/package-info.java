/** The report as one HTML file: what is shown where, and the data its charts draw. */
@NullMarked
package dev.actzoo.reports.html;

import org.jspecify.annotations.NullMarked;
