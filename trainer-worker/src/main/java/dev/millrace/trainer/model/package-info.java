/** Fitted models, read from their artifacts. */
@NullMarked
package dev.millrace.trainer.model;

import org.jspecify.annotations.NullMarked;
