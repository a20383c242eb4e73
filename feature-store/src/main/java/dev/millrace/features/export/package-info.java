/** Datasets for whoever asks, without a job. Pure. */
@NullMarked
package dev.millrace.features.export;

import org.jspecify.annotations.NullMarked;
