/**
 * Bayesian optimisation on the unit cube: a Gaussian process of what has been evaluated, and the
 * point that promises the most.
 */
@NullMarked
package dev.millrace.hpo.search.gp;

import org.jspecify.annotations.NullMarked;
