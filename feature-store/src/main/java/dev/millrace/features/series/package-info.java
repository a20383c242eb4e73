/** Observations of a series, put on a regular grid of steps, and statistics over it. Pure. */
@NullMarked
package dev.millrace.features.series;

import org.jspecify.annotations.NullMarked;
