package dev.millrace.standalone.bench.search;

import dev.millrace.hpo.search.SearchSpace;

/**
 * A function to search.
 *
 * @param minimum smallest value there is
 */
record BenchFunction(String name, SearchSpace space, double minimum, Objective objective) {}
