/** Measurements in PostgreSQL. */
@NullMarked
package dev.millrace.features.measurement.sql;

import org.jspecify.annotations.NullMarked;
