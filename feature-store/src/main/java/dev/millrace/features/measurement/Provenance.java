package dev.millrace.features.measurement;

/** Where a value comes from and its unit, in the sender's words; each may be empty. */
public record Provenance(String source, String unit) {

  /** That of a measurement. */
  public static Provenance of(Measurement measurement) {
    return new Provenance(measurement.source(), measurement.unit());
  }
}
