/** Datasets in memory: columns, splits, and the cache that trials share. */
@NullMarked
package dev.millrace.trainer.data;

import org.jspecify.annotations.NullMarked;
