/**
 * Search spaces, samplers and pruners: what to try next, given what has been tried. Pure functions
 * of their arguments, randomness included.
 */
@NullMarked
package dev.millrace.hpo.search;

import org.jspecify.annotations.NullMarked;
