/** How long measurements are kept. Pure. */
@NullMarked
package dev.millrace.features.retention;

import org.jspecify.annotations.NullMarked;
