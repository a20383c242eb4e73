package dev.millrace.intake.request;

import dev.millrace.intake.request.TrainingConfig.Search;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fills in what a sound configuration leaves open, and writes every value in one way. */
final class Completion {

  private Completion() {}

  static TrainingConfig of(TrainingConfig config, Instant at) {
    Search search = config.search();
    Map<String, Dimension> space =
        settled(DefaultSpace.orGiven(config.hyperparams(), search.enabled()));
    List<String> objectives = config.tuning().goals().objectives();
    Tuning.Beginning beginning = config.tuning().beginning();
    return config
        .with(config.period().knownAt(at))
        .with(space)
        .with(
            objectives.isEmpty() ? search : search.by(objectives.getFirst()),
            config
                .tuning()
                .with(
                    beginning.with(
                        DefaultSpace.tryFirst(config).stream()
                            .map(e -> settled(e, space))
                            .toList())));
  }

  /** Conditions name values as the other parameter has them. */
  static Map<String, Dimension> settled(Map<String, Dimension> space) {
    Map<String, Dimension> settled = new TreeMap<>();
    space.forEach(
        (name, dimension) -> {
          Map<String, List<Scalar>> when = new TreeMap<>();
          dimension
              .when()
              .forEach(
                  (parent, values) ->
                      when.put(parent, values.stream().map(v -> own(space, parent, v)).toList()));
          settled.put(name, dimension.onlyWhen(when));
        });
    return settled;
  }

  private static Map<String, Scalar> settled(
      Map<String, Scalar> entry, Map<String, Dimension> space) {
    Map<String, Scalar> settled = new TreeMap<>();
    entry.forEach((name, value) -> settled.put(name, own(space, name, value)));
    return settled;
  }

  private static Scalar own(Map<String, Dimension> space, String name, Scalar value) {
    Dimension dimension = space.get(name);
    return dimension == null ? value : dimension.own(value).orElse(value);
  }
}
