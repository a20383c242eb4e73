/** Between events and what is trained. */
@NullMarked
package dev.millrace.trainer.worker.codec;

import org.jspecify.annotations.NullMarked;
