/** Trainers: one per model type. */
@NullMarked
package dev.millrace.trainer.train;

import org.jspecify.annotations.NullMarked;
