/** The pools' rules on Kafka Streams: topics in, topics out, and the journal between. */
@NullMarked
package dev.millrace.hpo.stream;

import org.jspecify.annotations.NullMarked;
