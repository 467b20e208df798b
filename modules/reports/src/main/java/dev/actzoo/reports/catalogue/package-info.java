/** The catalogue of activation functions as a page, with what an audit and a benchmark measured. */
@NullMarked
package dev.actzoo.reports.catalogue;

import org.jspecify.annotations.NullMarked;
