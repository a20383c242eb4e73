/** Public holidays, out of a library. */
@NullMarked
package dev.millrace.features.holiday;

import org.jspecify.annotations.NullMarked;
