/** A job's life, folded from the facts of all services. Pure. */
@NullMarked
package dev.millrace.intake.job;

import org.jspecify.annotations.NullMarked;
