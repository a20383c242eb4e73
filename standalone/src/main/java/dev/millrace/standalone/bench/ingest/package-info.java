/** Measures how fast measurements get from their topic into the table. */
@NullMarked
package dev.millrace.standalone.bench.ingest;

import org.jspecify.annotations.NullMarked;
