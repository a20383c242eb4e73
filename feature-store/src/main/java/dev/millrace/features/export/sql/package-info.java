/** Exports in the database. */
@NullMarked
package dev.millrace.features.export.sql;

import org.jspecify.annotations.NullMarked;
