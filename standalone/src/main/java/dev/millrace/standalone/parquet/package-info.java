/** Tables in Parquet files. */
@NullMarked
package dev.millrace.standalone.parquet;

import org.jspecify.annotations.NullMarked;
