/**
 * From observations to the rows of a dataset, its splits and its quality, or to a refusal. Pure.
 */
@NullMarked
package dev.millrace.features.dataset;

import org.jspecify.annotations.NullMarked;
