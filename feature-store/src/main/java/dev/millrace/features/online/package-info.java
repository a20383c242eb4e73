/**
 * Features of series as they are now, out of a cache of what was observed recently. Pure, except
 * that the cache is for several threads.
 */
@NullMarked
package dev.millrace.features.online;

import org.jspecify.annotations.NullMarked;
