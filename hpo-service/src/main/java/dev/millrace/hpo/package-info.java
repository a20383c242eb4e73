/** Studies: who may use which worker slot, which parameters to try next, and what counts. */
@Configuration
@Requires(property = "millrace.services.hpo-service")
@NullMarked
package dev.millrace.hpo;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
