/** Real Kafka, schema registry, PostgreSQL and S3 in or beside one JVM, on loopback only. */
@NullMarked
package dev.millrace.embedded;

import org.jspecify.annotations.NullMarked;
