/** Measurements on their topic. */
@NullMarked
package dev.millrace.features.measurement.stream;

import org.jspecify.annotations.NullMarked;
