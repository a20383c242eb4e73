/** Datasets as Parquet files. */
@NullMarked
package dev.millrace.features.dataset.parquet;

import org.jspecify.annotations.NullMarked;
