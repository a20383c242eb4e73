/**
 * Reading other people's CSV files: delimiter, times and numbers are guessed, rows that make no
 * sense are named.
 */
@NullMarked
package dev.millrace.standalone.csv;

import org.jspecify.annotations.NullMarked;
