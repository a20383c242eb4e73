package dev.millrace.features.dataset;

import dev.millrace.features.set.FeaturePlan;
import dev.millrace.features.set.Holidays;

/**
 * What is to be computed of every series.
 *
 * @param horizon steps from origin to target
 */
record Columns(FeaturePlan plan, int horizon, Holidays holidays) {}
