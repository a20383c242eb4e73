package dev.millrace.features.online;

import dev.millrace.features.dataset.LatestRow;
import dev.millrace.features.online.OnlineAnswer.Known;
import dev.millrace.features.online.OnlineAnswer.Unknown;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Holidays;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Features of series as they are now: those of the row behind all that is known. */
public final class OnlineFeatures {

  private final SeriesCache cache;
  private final Holidays holidays;

  public OnlineFeatures(SeriesCache cache, Holidays holidays) {
    this.cache = cache;
    this.holidays = holidays;
  }

  /** An answer for each series, in the order of the question. */
  public List<OnlineAnswer> answer(OnlineQuestion question, FeatureSet set, Instant now) {
    return new Attempt(question, set, now).answer();
  }

  /** One question, answered out of one state of each series. */
  private final class Attempt {
    private final OnlineQuestion question;
    private final FeatureSet set;
    private final Instant now;
    private final Map<String, SeriesPast> pasts = new HashMap<>();
    private final Map<String, LatestRow> rows = new HashMap<>();

    /** By series, from when on it must be at hand. */
    private final Map<String, Long> readsFrom = new TreeMap<>();

    Attempt(OnlineQuestion question, FeatureSet set, Instant now) {
      this.question = question;
      this.set = set;
      this.now = now;
    }

    List<OnlineAnswer> answer() {
      take(cache.get(keys(question.series()), now));
      plan();
      Set<String> others =
          readsFrom.keySet().stream()
              .filter(name -> !pasts.containsKey(name))
              .collect(Collectors.toSet());
      take(cache.get(keys(others), now));
      Set<String> tooShort =
          readsFrom.keySet().stream()
              .filter(name -> !past(name).reaches(readsFrom.getOrDefault(name, VariablePast.WHOLE)))
              .collect(Collectors.toSet());
      if (!tooShort.isEmpty()) {
        take(cache.getWhole(keys(tooShort), now));
        plan();
      }
      readsFrom.forEach(
          (name, from) -> {
            if (from != VariablePast.WHOLE) {
              cache.read(key(name), from);
            }
          });
      PastView view = new PastView(pasts);
      return question.series().stream().map(name -> answer(name, view)).toList();
    }

    private void plan() {
      rows.clear();
      readsFrom.clear();
      for (String name : question.series()) {
        target(name).ifPresent(target -> plan(name, target));
      }
    }

    private void plan(String name, LatestRow.Target target) {
      Collection<String> others =
          past(name).variables().keySet().stream()
              .filter(variable -> !variable.equals(question.variable()))
              .toList();
      Optional<LatestRow> row = LatestRow.of(set, target, List.copyOf(others));
      // All that is at hand is withdrawn: the last value lies further back.
      readsFrom.merge(name, row.map(LatestRow::readsFrom).orElse(VariablePast.WHOLE), Math::min);
      row.ifPresent(
          found -> {
            rows.put(name, found);
            found.otherSeries().forEach(o -> readsFrom.merge(o, found.readsFrom(), Math::min));
          });
    }

    private Optional<LatestRow.Target> target(String name) {
      return Optional.ofNullable(past(name).variables().get(question.variable()))
          .flatMap(
              past ->
                  past.rhythm()
                      .map(
                          rhythm ->
                              new LatestRow.Target(
                                  name,
                                  question.variable(),
                                  question.horizon(),
                                  past.observed(),
                                  rhythm,
                                  past.first())));
    }

    private OnlineAnswer answer(String name, PastView view) {
      LatestRow row = rows.get(name);
      return row == null
          ? new Unknown(name, whyNot(name))
          : new Known(name, row.row(view, holidays));
    }

    private String whyNot(String name) {
      VariablePast past = past(name).variables().get(question.variable());
      if (past == null) {
        return "'%s' of series '%s' was never observed".formatted(question.variable(), name);
      }
      return past.rhythm().isEmpty()
          ? "'%s' of series '%s' has a single observation".formatted(question.variable(), name)
          : "every value of '%s' of series '%s' is withdrawn".formatted(question.variable(), name);
    }

    private SeriesPast past(String name) {
      return pasts.getOrDefault(name, new SeriesPast(new TreeMap<>()));
    }

    private void take(Map<SeriesKey, SeriesPast> found) {
      found.forEach((key, past) -> pasts.put(key.series(), past));
    }

    private Set<SeriesKey> keys(Collection<String> names) {
      return names.stream().map(this::key).collect(Collectors.toSet());
    }

    private SeriesKey key(String name) {
      return new SeriesKey(question.tenant(), name);
    }
  }
}
