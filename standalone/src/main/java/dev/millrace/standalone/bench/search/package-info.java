/** Measures the search: how good its suggestions are, and what they cost. */
@NullMarked
package dev.millrace.standalone.bench.search;

import org.jspecify.annotations.NullMarked;
