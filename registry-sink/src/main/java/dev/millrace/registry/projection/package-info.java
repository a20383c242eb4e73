/** Events become rows. */
@NullMarked
package dev.millrace.registry.projection;

import org.jspecify.annotations.NullMarked;
