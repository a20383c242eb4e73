/** Avro in the Confluent wire format, and the schema registry's REST API. */
@NullMarked
package dev.millrace.platform.serde;

import org.jspecify.annotations.NullMarked;
