/**
 * The statistics of a comparison: numbers in, numbers out; nothing here knows how they are shown.
 */
@NullMarked
package dev.actzoo.reports.statistics;

import org.jspecify.annotations.NullMarked;
