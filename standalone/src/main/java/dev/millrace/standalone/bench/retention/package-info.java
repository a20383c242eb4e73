/** How fast measurements that are too old are removed. */
@NullMarked
package dev.millrace.standalone.bench.retention;

import org.jspecify.annotations.NullMarked;
