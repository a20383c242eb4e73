/** The trainer worker: takes one trial per slot, trains it, and reports how it ended. */
@Configuration
@Requires(property = "millrace.services.trainer-worker")
@NullMarked
package dev.millrace.trainer;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
