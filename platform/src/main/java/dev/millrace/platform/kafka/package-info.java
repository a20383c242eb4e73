/** Topics, producers, consumers and views of topics. */
@NullMarked
package dev.millrace.platform.kafka;

import org.jspecify.annotations.NullMarked;
