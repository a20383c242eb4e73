/** Measures a whole study through the real pipeline. */
@NullMarked
package dev.millrace.standalone.bench.train;

import org.jspecify.annotations.NullMarked;
