package dev.millrace.hpo.study;

/**
 * The dataset of a study.
 *
 * @param event all that was said of it, for those who announce the study's trials
 * @param sha256 of its bytes: equal for equal data
 */
public record Dataset(Enclosed event, String sha256, SeriesProfile profile) {}
