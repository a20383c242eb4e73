package dev.millrace.features.dataset;

import dev.millrace.features.set.FeatureSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which dataset is wanted; with the same measurements the same request gives the same rows.
 *
 * @param tenant whose measurements
 * @param featureSet name of a declared feature set, with {@code @} and a version for another one
 *     than the last
 * @param series names, each at least once; a single {@code *} stands for all that have the variable
 * @param variable the variable to forecast
 * @param horizon steps from origin to target
 * @param range observation times that may be used
 * @param asOf nothing recorded after this counts
 * @param validationSplit share of rows for validation
 * @param testSplit share of rows for the test
 */
public record DatasetRequest(
    String tenant,
    String featureSet,
    List<String> series,
    String variable,
    int horizon,
    TimeRange range,
    Instant asOf,
    double validationSplit,
    double testSplit) {

  /** Longest horizon in steps: more than a year of hours is a mistake in the unit. */
  public static final int LONGEST_HORIZON = 10_000;

  /** Sorts the series and drops repeated ones. */
  public DatasetRequest {
    series = series.stream().distinct().sorted().toList();
  }

  /** Every rule it breaks by itself, before any measurement is looked at. */
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    if (tenant.isBlank()) {
      found.add(new Violation("tenant_id", "must not be empty", "tenant_id is empty"));
    }
    if (series.isEmpty()) {
      found.add(
          new Violation("config.series", "must name at least one series", "no series is named"));
    }
    if (variable.isBlank()) {
      found.add(
          new Violation("config.target_variable", "must not be empty", "target_variable is empty"));
    }
    if (horizon < 1 || horizon > LONGEST_HORIZON) {
      found.add(
          new Violation(
              "config.horizon",
              "must be 1 to %d steps".formatted(LONGEST_HORIZON),
              "horizon is %d".formatted(horizon)));
    }
    if (!range.from().isBefore(range.until())) {
      found.add(
          new Violation(
              "config.end_date",
              "must be after start_date",
              "end_date %s is not after start_date %s".formatted(range.until(), range.from())));
    }
    Splits.violations(validationSplit, testSplit).forEach(found::add);
    return List.copyOf(found);
  }

  /** There is no such feature set among those that are declared. */
  public static Violation unknownSet(String reference, List<FeatureSet> declared) {
    return new Violation(
        "feature_set",
        "must be a declared feature set",
        "feature set '%s' is unknown; declared are %s"
            .formatted(reference, declared.stream().map(FeatureSet::name).toList()));
  }
}
