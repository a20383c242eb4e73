/** Evolution of a normal distribution on the unit cube. */
@NullMarked
package dev.millrace.hpo.search.cmaes;

import org.jspecify.annotations.NullMarked;
