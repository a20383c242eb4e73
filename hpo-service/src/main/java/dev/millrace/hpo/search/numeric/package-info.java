/** Numerical methods that give the same bits everywhere; they know nothing of trials. */
@NullMarked
package dev.millrace.hpo.search.numeric;

import org.jspecify.annotations.NullMarked;
