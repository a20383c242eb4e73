/** One Kafka node, broker and controller at once, from the production classes. */
@NullMarked
package dev.millrace.embedded.kafka;

import org.jspecify.annotations.NullMarked;
