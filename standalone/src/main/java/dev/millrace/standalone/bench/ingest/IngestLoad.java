package dev.millrace.standalone.bench.ingest;

/**
 * What is to be ingested: values of every series at each minute, minute after minute, as meters
 * send them.
 *
 * @param measurements how many, of all series together
 * @param series how many series
 */
public record IngestLoad(int measurements, int series) {
  public IngestLoad {
    if (series < 1 || measurements < series) {
      throw new IllegalArgumentException(
          "measurements ≥ series ≥ 1 must hold, got %d and %d".formatted(measurements, series));
    }
  }
}
