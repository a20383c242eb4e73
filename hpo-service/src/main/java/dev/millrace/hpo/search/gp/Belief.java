package dev.millrace.hpo.search.gp;

/** A normal distribution of a value that was not observed. */
record Belief(double mean, double deviation) {}
