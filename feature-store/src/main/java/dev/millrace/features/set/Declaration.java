package dev.millrace.features.set;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A group of features as a feature set declares it: for series of any rhythm. */
public sealed interface Declaration {

  /** What it reads. */
  Selection of();

  /** Its columns for a series like that. */
  List<Feature> expand(Scope scope);

  /** Whether a row may lack them, as the first rows lack what looks far back. */
  default boolean mayBeMissing() {
    return false;
  }

  /** Values so long before the origin. */
  record Lags(Selection of, List<Span> spans) implements Declaration {
    public Lags {
      spans = List.copyOf(spans);
    }

    @Override
    public List<Feature> expand(Scope scope) {
      return scope.each(of, spans, input -> steps -> List.of(new Feature.Lag(input, steps)));
    }
  }

  /** Differences over so long. */
  record Differences(Selection of, List<Span> spans) implements Declaration {
    public Differences {
      spans = List.copyOf(spans);
    }

    @Override
    public List<Feature> expand(Scope scope) {
      return scope.each(of, spans, input -> steps -> List.of(new Feature.Difference(input, steps)));
    }
  }

  /** Statistics of windows; a window of a single step says what the lag says, and is left out. */
  record Rollings(Selection of, List<Span> windows, List<Statistic> statistics, double minimumShare)
      implements Declaration {
    public Rollings {
      windows = List.copyOf(windows);
      statistics = List.copyOf(statistics);
      Limits.checkShare("minimum_share", minimumShare);
    }

    @Override
    public List<Feature> expand(Scope scope) {
      return scope.each(of, windows, input -> steps -> steps < 2 ? List.of() : all(input, steps));
    }

    private List<Feature> all(Input input, int steps) {
      return statistics.stream()
          .<Feature>map(s -> new Feature.Rolling(input, steps, s, minimumShare))
          .toList();
    }
  }

  /** Exponentially weighted means. */
  record WeightedMeans(Selection of, List<Span> halfLives, double minimumShare)
      implements Declaration {
    public WeightedMeans {
      halfLives = List.copyOf(halfLives);
      Limits.checkShare("minimum_share", minimumShare);
    }

    @Override
    public List<Feature> expand(Scope scope) {
      return scope.each(
          of,
          halfLives,
          input -> steps -> List.of(new Feature.WeightedMean(input, steps, minimumShare)));
    }
  }

  /** Values of the target's time that were known in advance. */
  record KnownAhead(Selection of, Knowledge knowledge) implements Declaration {
    public KnownAhead {
      if (of instanceof Selection.Target) {
        throw new IllegalArgumentException("what is forecast cannot be known ahead");
      }
    }

    @Override
    public List<Feature> expand(Scope scope) {
      return of.inputs(scope.others()).stream()
          .<Feature>map(input -> new Feature.KnownAhead(input, knowledge))
          .toList();
    }
  }

  /** Fields of the calendar that tell steps of such a length apart. */
  record Calendars(List<CalendarField> fields) implements Declaration {
    public Calendars {
      fields = List.copyOf(fields);
    }

    @Override
    public Selection of() {
      return new Selection.Target();
    }

    @Override
    public List<Feature> expand(Scope scope) {
      return fields.stream()
          .filter(field -> field.varies(scope.stepMillis()))
          .<Feature>map(field -> new Feature.Calendar(field, scope.zone()))
          .toList();
    }
  }

  /** Public holidays of the set's country; none when the set has none. */
  record Holidays(List<HolidayField> fields) implements Declaration {
    private static final long LONGEST_STEP = 86_400_000;

    public Holidays {
      fields = List.copyOf(fields);
    }

    @Override
    public Selection of() {
      return new Selection.Target();
    }

    @Override
    public List<Feature> expand(Scope scope) {
      if (scope.country().isEmpty() || scope.stepMillis() > LONGEST_STEP) {
        return List.of();
      }
      return fields.stream()
          .<Feature>map(f -> new Feature.Holiday(f, scope.country(), scope.zone()))
          .toList();
    }
  }

  /**
   * The columns of another declaration, with conditions.
   *
   * @param shortest step of the series that have them
   */
  record Conditional(Declaration declared, Duration shortest, boolean mayBeMissing)
      implements Declaration {
    @Override
    public Selection of() {
      return declared.of();
    }

    @Override
    public List<Feature> expand(Scope scope) {
      return scope.stepMillis() < shortest.toMillis() ? List.of() : declared.expand(scope);
    }
  }

  /**
   * What columns depend on besides their declaration.
   *
   * @param stepMillis length of a step
   * @param others variables of the series that are not forecast
   * @param country ISO 3166 code, empty for none
   */
  record Scope(long stepMillis, List<String> others, Zone zone, String country) {
    public Scope {
      others = List.copyOf(others);
    }

    private List<Feature> each(
        Selection of, List<Span> spans, Function<Input, Function<Integer, List<Feature>>> make) {
      List<Feature> features = new ArrayList<>();
      for (Input input : of.inputs(others)) {
        for (Span span : spans) {
          features.addAll(make.apply(input).apply(span.steps(stepMillis)));
        }
      }
      return features;
    }
  }
}
