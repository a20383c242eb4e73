package dev.millrace.intake.job;

/**
 * Something that is carried from the event that brought it to the job's state, and that no rule
 * looks into: the dataset, its quality report, the model. The edge knows what it is.
 */
public interface Document {}
