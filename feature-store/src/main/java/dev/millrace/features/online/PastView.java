package dev.millrace.features.online;

import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Rhythm;
import dev.millrace.features.series.Versions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recent past of some series as a view; what is asked for must lie within it.
 *
 * @param bySeries by name
 */
record PastView(Map<String, SeriesPast> bySeries) implements MeasurementView {

  private static final Observations NOTHING = new Observations(new long[0], new double[0], 0);
  private static final Versions NO_VERSIONS = new Versions(new long[0], new long[0], new double[0]);

  PastView {
    bySeries = Map.copyOf(bySeries);
  }

  Optional<VariablePast> past(String series, String variable) {
    return Optional.ofNullable(bySeries.get(series)).map(known -> known.variables().get(variable));
  }

  @Override
  public Observations observations(String series, String variable, TimeRange range) {
    Observations all = past(series, variable).map(VariablePast::observed).orElse(NOTHING);
    return range.equals(TimeRange.ALL)
        ? all
        : all.between(range.from().toEpochMilli(), range.until().toEpochMilli());
  }

  @Override
  public Versions versions(String series, String variable, TimeRange range) {
    Versions all = past(series, variable).map(VariablePast::versions).orElse(NO_VERSIONS);
    return range.equals(TimeRange.ALL)
        ? all
        : all.between(range.from().toEpochMilli(), range.until().toEpochMilli());
  }

  @Override
  public Optional<Rhythm> rhythm(String series, String variable, Observations observed) {
    return past(series, variable).flatMap(past -> past.rhythm(observed));
  }

  @Override
  public List<String> seriesWith(String variable) {
    return bySeries.keySet().stream()
        .filter(series -> past(series, variable).isPresent())
        .sorted()
        .toList();
  }

  @Override
  public List<String> variablesOf(String series) {
    SeriesPast known = bySeries.get(series);
    return known == null ? List.of() : List.copyOf(known.variables().keySet());
  }
}
