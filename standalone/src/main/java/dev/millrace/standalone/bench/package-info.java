/** Measures the search: how good its suggestions are, and what they cost. */
@NullMarked
package dev.millrace.standalone.bench;

import org.jspecify.annotations.NullMarked;
