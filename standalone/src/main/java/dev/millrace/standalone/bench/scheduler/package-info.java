/**
 * How much a pool's scheduling costs, with simulated workers: through the rules alone on a virtual
 * clock, or through the real topology on a real broker.
 */
@NullMarked
package dev.millrace.standalone.bench.scheduler;

import org.jspecify.annotations.NullMarked;
