/** The rules by which reports about trials become one history. Pure. */
@NullMarked
package dev.millrace.registry.trial;

import org.jspecify.annotations.NullMarked;
