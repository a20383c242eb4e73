/** What Java's XGBoost lacks: quantile matrices, checked parameters, a loop that can stop. */
@NullMarked
package dev.millrace.trainer.xgboost;

import org.jspecify.annotations.NullMarked;
