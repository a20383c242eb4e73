/**
 * The feature store: measurements into tables, tables into datasets.
 *
 * <p>{@code set}, {@code series}, {@code dataset} and {@code measurement} hold the rules and are
 * pure; the packages beneath them touch Kafka, SQL, Parquet and HTTP.
 */
@Configuration
@Requires(property = "millrace.services.feature-store")
@NullMarked
package dev.millrace.features;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import org.jspecify.annotations.NullMarked;
