package dev.millrace.features.dataset;

import dev.millrace.features.set.Declaration;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Input;
import dev.millrace.features.set.Selection;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From when on everything that the rows of a series read is there. What was removed must not make a
 * dataset smaller without a word: a range that begins earlier is refused, and one without a
 * beginning begins there.
 */
final class Retained {

  private static final String SETTING = "(setting feature-store.retention)";

  private final DatasetRequest request;
  private final FeatureSet set;
  private final MeasurementView view;
  private final Map<String, Map<String, Instant>> bySeries = new HashMap<>();

  Retained(DatasetRequest request, FeatureSet set, MeasurementView view) {
    this.request = request;
    this.set = set;
    this.view = view;
  }

  /** A variable of which everything is there from a time on. */
  private record Beginning(String series, String variable, Instant at) {}

  /**
   * What can be read of a series.
   *
   * @param range what was asked for, as far as it is there
   * @param warning that it begins later than it might have
   * @param refusal why it cannot be
   */
  record Reach(TimeRange range, Optional<Violation> warning, Optional<Violation> refusal) {}

  /** What can be read of a series. */
  Reach of(String series) {
    TimeRange range = request.range();
    return beginning(series)
        .filter(beginning -> beginning.at().isAfter(range.from()))
        .map(beginning -> since(beginning))
        .orElseGet(() -> new Reach(range, Optional.empty(), Optional.empty()));
  }

  private Reach since(Beginning beginning) {
    TimeRange range = request.range();
    if (range.hasStart()) {
      return new Reach(
          range, Optional.empty(), Optional.of(refusal("start_date", beginning, range.from())));
    }
    if (!beginning.at().isBefore(range.until())) {
      return new Reach(
          range, Optional.empty(), Optional.of(refusal("end_date", beginning, range.until())));
    }
    return new Reach(
        new TimeRange(beginning.at(), range.until()),
        Optional.of(warning(beginning)),
        Optional.empty());
  }

  /** The latest of all that the rows of a series read. */
  private Optional<Beginning> beginning(String series) {
    Stream<Beginning> target = cut(series, request.variable());
    Stream<Beginning> others =
        set.features().stream().map(Declaration::of).flatMap(of -> others(series, of));
    return Stream.concat(target, others).max(Comparator.comparing(Beginning::at));
  }

  private Stream<Beginning> others(String series, Selection of) {
    return switch (of) {
      case Selection.Target _ -> Stream.empty();
      case Selection.Others _ -> cuts(series).keySet().stream().flatMap(name -> cut(series, name));
      case Selection.Named(Input input, _) ->
          cut(input.series().isEmpty() ? series : input.series(), input.variable());
    };
  }

  private Stream<Beginning> cut(String series, String variable) {
    return Optional.ofNullable(cuts(series).get(variable)).stream()
        .map(at -> new Beginning(series, variable, at));
  }

  private Map<String, Instant> cuts(String series) {
    return bySeries.computeIfAbsent(series, view::retainedFrom);
  }

  private static Violation refusal(String field, Beginning beginning, Instant given) {
    return new Violation(
        "config." + field,
        "the range must not reach back to what was removed",
        "'%s' of series '%s' was removed before %s %s, %s is %s"
            .formatted(
                beginning.variable(), beginning.series(), beginning.at(), SETTING, field, given));
  }

  private static Violation warning(Beginning beginning) {
    return new Violation(
        "config.start_date",
        "what was observed earlier was removed",
        "the range begins at %s: '%s' of series '%s' was removed before that %s"
            .formatted(beginning.at(), beginning.variable(), beginning.series(), SETTING));
  }
}
