/** A schema registry with Confluent's REST API, kept on a compacted topic. */
@NullMarked
package dev.millrace.embedded.schemas;

import org.jspecify.annotations.NullMarked;
