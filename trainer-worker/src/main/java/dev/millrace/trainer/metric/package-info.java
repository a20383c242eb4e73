/** Metrics of a forecast, always on the level of the target. */
@NullMarked
package dev.millrace.trainer.metric;

import org.jspecify.annotations.NullMarked;
