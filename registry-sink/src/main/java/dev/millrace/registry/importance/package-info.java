/** Which hyperparameters matter. Pure. */
@NullMarked
package dev.millrace.registry.importance;

import org.jspecify.annotations.NullMarked;
