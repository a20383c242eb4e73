package dev.millrace.intake.request;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a search space must keep. */
final class SpaceRules {

  private static final String PATH = "config.hyperparams";
  private static final int MOST_DIMENSIONS = 64;
  private static final int MOST_CHOICES = 1_000;

  /** As many as a double can count. */
  private static final double MOST_STEPS = 1L << 53;

  private final Complaints complaints;

  SpaceRules(Complaints complaints) {
    this.complaints = complaints;
  }

  void check(TrainingConfig config) {
    boolean search = config.search().enabled();
    int before = complaints.count();
    space(config.hyperparams(), search);
    Map<String, Dimension> space = DefaultSpace.orGiven(config.hyperparams(), search);
    new ConditionRules(complaints, space).check();
    boolean grid = search && config.search().strategy().equals(SearchRules.GRID);
    if (grid && complaints.count() == before) {
      new GridRules(complaints, Completion.settled(space)).check();
    }
    new EnqueueRules(complaints, space).check(config.tuning().beginning().enqueue(), search);
  }

  private void space(Map<String, Dimension> space, boolean search) {
    complaints.require(
        space.size() <= MOST_DIMENSIONS, PATH, "must be at most " + MOST_DIMENSIONS, space.size());
    space.forEach((name, dimension) -> check(PATH + "." + name, name, dimension, search));
    if (search && !space.isEmpty() && space.values().stream().allMatch(Dimension::isFixed)) {
      complaints.add(
          PATH,
          "a search needs a parameter that is not fixed",
          "all %d hyperparameters are fixed, so every trial would be the same; set enable_hpo to false"
              .formatted(space.size()));
    }
  }

  private void check(String path, String name, Dimension dimension, boolean search) {
    name(path, name);
    if (!search && !dimension.isFixed()) {
      complaints.add(
          path,
          "must be fixed when enable_hpo is false",
          "%s is of type %s, but without a search there is nothing to choose its value"
              .formatted(path, dimension.type()));
    }
    switch (dimension.type()) {
      case Dimension.FLOAT, Dimension.INT -> range(path, name, dimension);
      case Dimension.CATEGORICAL -> categorical(path, name, dimension);
      case Dimension.FIXED -> fixed(path, name, dimension);
      default ->
          complaints.require(
              false, path + ".type", "must be float, int, categorical or fixed", dimension.type());
    }
  }

  private void name(String path, String name) {
    if (Hyperparameter.byLabel(name).isPresent()) {
      return;
    }
    String alias = Hyperparameter.ALIASES.get(name);
    if (Hyperparameter.RESERVED.contains(name)) {
      complaints.add(
          path,
          "is reserved",
          name + " is set by the worker and can be neither searched nor fixed");
    } else if (alias != null) {
      complaints.add(path, "is called " + alias, name + " is called " + alias + " here");
    } else {
      complaints.add(
          path,
          "is unknown",
          "there is no hyperparameter %s; known are %s"
              .formatted("\"" + name + "\"", Hyperparameter.labels()));
    }
  }

  private void range(String path, String name, Dimension dimension) {
    foreign(path, "choices", !dimension.choices().isEmpty(), dimension);
    foreign(path, "value", dimension.value() != null, dimension);
    Double low = bound(path + ".low", dimension.low(), dimension.type());
    Double high = bound(path + ".high", dimension.high(), dimension.type());
    if (low == null || high == null) {
      return;
    }
    if (low >= high) {
      complaints.add(
          path + ".low",
          "low must be below high",
          "%s.low must be below high, got low %s and high %s".formatted(path, low, high));
    }
    if (!dimension.log()
        || complaints.require(
            low > 0, path + ".low", "must be above 0 on a logarithmic scale", low)) {
      admits(path + ".low", name, new Scalar.Real(low));
    }
    admits(path + ".high", name, new Scalar.Real(high));
    takesRange(path, name, dimension.type());
    Double step = dimension.step();
    if (step != null) {
      step(path, step, dimension, high - low);
    }
  }

  private void step(String path, double step, Dimension dimension, double range) {
    if (dimension.log()) {
      complaints.add(
          path + ".step",
          "step and log exclude each other",
          "%s has step %s on a logarithmic scale; leave one of the two away".formatted(path, step));
    }
    if (!complaints.require(
        Double.isFinite(step) && step > 0, path + ".step", "must be a number above 0", step)) {
      return;
    }
    if (dimension.type().equals(Dimension.INT)) {
      complaints.require(
          Hyperparameter.isWhole(step), path + ".step", "must be a whole number", step);
    }
    if (range > 0) {
      complaints.require(
          step <= range, path + ".step", "must not be above high - low = " + range, step);
      complaints.require(
          range / step <= MOST_STEPS,
          path + ".step",
          "must not be that far below high - low",
          step);
    }
  }

  /** A whole-numbered or worded hyperparameter cannot be drawn from every kind of range. */
  private void takesRange(String path, String name, String type) {
    Hyperparameter.Kind kind =
        Hyperparameter.byLabel(name).map(Hyperparameter::kind).orElse(Hyperparameter.Kind.REAL);
    switch (kind) {
      case WORD -> complaints.require(false, path + ".type", "must be categorical or fixed", type);
      case WHOLE ->
          complaints.require(
              type.equals(Dimension.INT),
              path + ".type",
              "must be int, categorical or fixed",
              type);
      case REAL -> {}
    }
  }

  private void categorical(String path, String name, Dimension dimension) {
    foreign(path, "value", dimension.value() != null, dimension);
    ranged(path, dimension);
    List<Scalar> choices = dimension.choices();
    complaints.require(!choices.isEmpty(), path + ".choices", "must hold at least one", "none");
    complaints.require(
        choices.size() <= MOST_CHOICES,
        path + ".choices",
        "must be at most " + MOST_CHOICES,
        choices.size());
    Set<Scalar> seen = new HashSet<>();
    for (int i = 0; i < choices.size(); i++) {
      Scalar choice = choices.get(i);
      String at = path + ".choices[" + i + "]";
      complaints.require(seen.add(alike(choice)), at, "must be there once", choice);
      admits(at, name, choice);
    }
  }

  private void fixed(String path, String name, Dimension dimension) {
    foreign(path, "choices", !dimension.choices().isEmpty(), dimension);
    ranged(path, dimension);
    Scalar value = dimension.value();
    if (complaints.require(value != null, path + ".value", "must be given", "none")
        && value != null) {
      admits(path + ".value", name, value);
    }
  }

  private void ranged(String path, Dimension dimension) {
    foreign(path, "low", dimension.low() != null, dimension);
    foreign(path, "high", dimension.high() != null, dimension);
    foreign(path, "step", dimension.step() != null, dimension);
    foreign(path, "log", dimension.log(), dimension);
  }

  private void foreign(String path, String part, boolean given, Dimension dimension) {
    if (given) {
      complaints.add(
          path + "." + part,
          "does not belong to type " + dimension.type(),
          "%s is of type %s, which has no %s".formatted(path, dimension.type(), part));
    }
  }

  private void admits(String path, String name, Scalar value) {
    Hyperparameter.byLabel(name)
        .ifPresent(
            known ->
                complaints.require(known.admits(value), path, "must " + known.demand(), value));
  }

  private @Nullable Double bound(String path, @Nullable Double value, String type) {
    if (value == null || !Double.isFinite(value)) {
      complaints.require(false, path, "must be a finite number", value == null ? "none" : value);
      return null;
    }
    boolean fine =
        !type.equals(Dimension.INT)
            || complaints.require(
                Hyperparameter.isWhole(value), path, "must be a whole number", value);
    return fine ? value : null;
  }

  /** 1 and 1.0 are the same choice. */
  private static Scalar alike(Scalar choice) {
    return choice.isFiniteNumber() ? new Scalar.Real(choice.asNumber()) : choice;
  }
}
