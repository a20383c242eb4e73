/** Starting, watching and stopping Kafka Streams applications. */
@NullMarked
package dev.millrace.platform.streams;

import org.jspecify.annotations.NullMarked;
