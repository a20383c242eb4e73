package dev.millrace.features.export;

/**
 * An export that was accepted.
 *
 * @param number the later accepted, the larger
 */
public record Export(long number, ExportOrder order, Progress progress) {}
