/** How far datasets have moved from one another. Pure. */
@NullMarked
package dev.millrace.features.dataset.drift;

import org.jspecify.annotations.NullMarked;
