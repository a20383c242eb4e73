package dev.millrace.features.dataset;

/** Smallest, largest, mean and population standard deviation of the finite values. */
public record ValueSummary(double minimum, double maximum, double mean, double standardDeviation) {}
