package dev.millrace.hpo.study;

/**
 * What a model shall learn.
 *
 * @param model its name; a job for the same model of the same tenant is a retraining
 * @param target the variable that is forecast
 * @param horizon how many steps ahead
 */
public record Subject(String model, String featureSet, String target, int horizon) {}
