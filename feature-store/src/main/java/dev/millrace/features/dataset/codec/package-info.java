/** Datasets as events. */
@NullMarked
package dev.millrace.features.dataset.codec;

import org.jspecify.annotations.NullMarked;
