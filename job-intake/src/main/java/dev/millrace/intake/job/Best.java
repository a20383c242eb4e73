package dev.millrace.intake.job;

/** The best search trial so far and its objective value. */
public record Best(int trialNumber, double value) {}
