/** The front door: takes requests, decides what becomes a job, and answers for all jobs. */
@Configuration
@Requires(property = "millrace.services.job-intake")
@NullMarked
package dev.millrace.intake;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
