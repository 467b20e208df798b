/** Statistics over trials, and the comparison report in HTML, Markdown, CSV and JSON. */
@NullMarked
package dev.actzoo.reports;

import org.jspecify.annotations.NullMarked;
