/** Datasets on demand: from {@code job-accepted} to {@code dataset-prepared}. */
@NullMarked
package dev.millrace.features.dataset.stream;

import org.jspecify.annotations.NullMarked;
