/** When changed data become a request for a job. Pure. */
@NullMarked
package dev.millrace.intake.policy;

import org.jspecify.annotations.NullMarked;
