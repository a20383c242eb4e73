/** Removal of measurements from PostgreSQL, with TimescaleDB and without. */
@NullMarked
package dev.millrace.features.retention.sql;

import org.jspecify.annotations.NullMarked;
