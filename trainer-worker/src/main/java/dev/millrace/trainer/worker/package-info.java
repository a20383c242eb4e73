/** The edges of the worker: Kafka, object storage, the process. */
@NullMarked
package dev.millrace.trainer.worker;

import org.jspecify.annotations.NullMarked;
