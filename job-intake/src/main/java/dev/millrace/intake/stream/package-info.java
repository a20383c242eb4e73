/** The topologies that run the rules. */
@NullMarked
package dev.millrace.intake.stream;

import org.jspecify.annotations.NullMarked;
