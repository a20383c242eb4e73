/**
 * The rules of a worker pool: which study may use which slot, and what becomes of every attempt.
 * One state, one writer; {@link dev.millrace.hpo.pool.PoolRules} is where to start reading.
 */
@NullMarked
package dev.millrace.hpo.pool;

import org.jspecify.annotations.NullMarked;
