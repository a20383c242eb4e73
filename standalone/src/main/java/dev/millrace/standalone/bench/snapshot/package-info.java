/** How fast measurements become a snapshot, from PostgreSQL to object storage. */
@NullMarked
package dev.millrace.standalone.bench.snapshot;

import org.jspecify.annotations.NullMarked;
