/** Between the events on the topics and the records of the rules. */
@NullMarked
package dev.millrace.intake.codec;

import org.jspecify.annotations.NullMarked;
