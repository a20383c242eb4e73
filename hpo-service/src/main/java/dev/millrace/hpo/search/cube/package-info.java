/** Points of the unit cube: where they can lie, and what was observed there. */
@NullMarked
package dev.millrace.hpo.search.cube;

import org.jspecify.annotations.NullMarked;
