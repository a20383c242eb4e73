/**
 * History and the model registry: what happened to every job, study and trial, and which model
 * versions came of them.
 */
@Configuration
@Requires(property = "millrace.services.registry-sink")
@NullMarked
package dev.millrace.registry;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
