package dev.millrace.features.measurement;

import java.util.Comparator;

/** A quantity of a series; sorted so that all writers take them in one order. */
public record VariableName(String tenant, String series, String variable)
    implements Comparable<VariableName> {

  private static final Comparator<VariableName> ORDER =
      Comparator.comparing(VariableName::tenant)
          .thenComparing(VariableName::series)
          .thenComparing(VariableName::variable);

  static VariableName of(Measurement measurement) {
    return new VariableName(measurement.tenant(), measurement.series(), measurement.variable());
  }

  @Override
  public int compareTo(VariableName other) {
    return ORDER.compare(this, other);
  }
}
