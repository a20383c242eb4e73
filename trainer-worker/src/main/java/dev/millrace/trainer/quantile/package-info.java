/** Quantiles that keep their order and their shares. */
@NullMarked
package dev.millrace.trainer.quantile;

import org.jspecify.annotations.NullMarked;
