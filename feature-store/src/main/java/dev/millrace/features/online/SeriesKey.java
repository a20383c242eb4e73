package dev.millrace.features.online;

/** A tenant's series. */
public record SeriesKey(String tenant, String series) {}
