/** Pure rules (decide, evolve) and the one processor that runs them on Kafka Streams. */
@NullMarked
package dev.millrace.platform.decider;

import org.jspecify.annotations.NullMarked;
