package dev.millrace.hpo.codec;

import dev.millrace.events.HyperParameter;
import dev.millrace.hpo.search.Condition;
import dev.millrace.hpo.search.Dimension;
import dev.millrace.hpo.search.FloatGrid;
import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.IntRange;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Search spaces out of a job's configuration. */
final class SearchSpaceCodec {

  private SearchSpaceCodec() {}

  /**
   * Reads a search space.
   *
   * @throws IllegalArgumentException when a parameter is impossible; its name is in the message
   */
  static SearchSpace fromAvro(Map<String, HyperParameter> hyperparams) {
    Map<String, Dimension> dimensions = new HashMap<>();
    Map<String, Condition> conditions = new HashMap<>();
    hyperparams.forEach(
        (name, parameter) -> {
          try {
            dimensions.put(name, dimension(parameter));
            condition(parameter).ifPresent(condition -> conditions.put(name, condition));
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                "config.hyperparams.%s: %s".formatted(name, e.getMessage()), e);
          }
        });
    return SearchSpace.of(dimensions, conditions);
  }

  private static Optional<Condition> condition(HyperParameter parameter) {
    Map<String, List<Object>> when = parameter.getWhen();
    if (when.size() > 1) {
      throw new IllegalArgumentException("when must name one parameter, got " + when.keySet());
    }
    return when.entrySet().stream()
        .map(
            entry ->
                new Condition(
                    entry.getKey(),
                    entry.getValue().stream().map(ParameterCodec::fromAvro).toList()))
        .findFirst();
  }

  private static Dimension dimension(HyperParameter parameter) {
    return switch (parameter.getType()) {
      case "float" -> floats(parameter);
      case "int" -> ints(parameter);
      case "categorical" ->
          new Dimension.Categorical(
              parameter.getChoices().stream().map(ParameterCodec::fromAvro).toList());
      case "fixed" -> new Dimension.Fixed(ParameterCodec.fromAvro(parameter.getValue()));
      default ->
          throw new IllegalArgumentException(
              "type must be float, int, categorical or fixed, got " + parameter.getType());
    };
  }

  private static Dimension floats(HyperParameter parameter) {
    double low = given("low", parameter.getLow());
    double high = given("high", parameter.getHigh());
    if (low == high) {
      return new Dimension.Fixed(new Value.Real(low));
    }
    Double step = parameter.getStep();
    if (step == null) {
      return new FloatRange(low, high, parameter.getLog());
    }
    if (parameter.getLog()) {
      throw new IllegalArgumentException("a log scale has no step, got " + step);
    }
    return new FloatGrid(low, high, step);
  }

  private static Dimension ints(HyperParameter parameter) {
    long low = whole("low", parameter.getLow());
    long high = whole("high", parameter.getHigh());
    Double step = parameter.getStep();
    return new IntRange(low, high, step == null ? 1 : whole("step", step), parameter.getLog());
  }

  private static double given(String field, @Nullable Double number) {
    if (number == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return number;
  }

  private static long whole(String field, @Nullable Double number) {
    double given = given(field, number);
    if (given != Math.rint(given) || Math.abs(given) > 1L << 53) {
      throw new IllegalArgumentException(field + " must be a whole number, got " + given);
    }
    return (long) given;
  }
}
