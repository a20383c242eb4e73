package dev.millrace.trainer.train;

/**
 * The objective after a step of training.
 *
 * @param number steps done, from 1
 * @param budgetShare share of the planned steps that are done, above 0 to 1
 * @param value objective on validation rows, in its own unit
 */
public record Step(int number, double budgetShare, double value) {}
