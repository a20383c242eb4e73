/** What every model is shown beside: naive forecasts and a ridge regression. */
@NullMarked
package dev.millrace.trainer.baseline;

import org.jspecify.annotations.NullMarked;
