package dev.millrace.hpo.study;

/**
 * Something that the rules hand on unopened, such as a dataset reference or a fitted model. The
 * edge that put it in takes it out again.
 */
public interface Enclosed {}
