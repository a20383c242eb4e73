/**
 * Anomalies in what a forecast left unexplained: scores, thresholds, incidents and how good they
 * were. Pure rules; nothing here knows XGBoost, files or the clock.
 */
@NullMarked
package dev.millrace.trainer.anomaly;

import org.jspecify.annotations.NullMarked;
