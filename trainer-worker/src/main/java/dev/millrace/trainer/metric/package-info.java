/** Metrics of a forecast, always on the level of the target, and the quantiles of a sample. */
@NullMarked
package dev.millrace.trainer.metric;

import org.jspecify.annotations.NullMarked;
