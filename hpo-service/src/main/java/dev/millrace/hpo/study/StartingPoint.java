package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Dimension;
import dev.millrace.hpo.search.FloatGrid;
import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.IntRange;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.RandomSampler;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Parameters that somebody wants to see tried.
 *
 * @param given may lack some, may have more than the space, and may lie outside it
 * @param from the study that they come from; empty when the requester gave them
 * @param reason why these, for a person
 */
public record StartingPoint(Parameters given, String from, String reason) {

  /**
   * A point of the space: what is given where the space has it, at the nearest value that it has,
   * and what the sampler suggests everywhere else.
   */
  public Parameters within(SearchSpace space, Parameters suggested, RandomGenerator random) {
    return space.fill(
        (name, dimension) ->
            given
                .get(name)
                .flatMap(value -> nearest(dimension, value))
                .or(() -> suggested.get(name).flatMap(value -> nearest(dimension, value)))
                .orElseGet(() -> any(name, dimension, random)));
  }

  /** A parameter may be active here that was not in what the sampler suggested. */
  private static Value any(String name, Dimension dimension, RandomGenerator random) {
    return new RandomSampler()
        .sample(SearchSpace.of(Map.of(name, dimension)), History.NONE, List.of(), random)
        .get(name)
        .orElseThrow();
  }

  private static Optional<Value> nearest(Dimension dimension, Value value) {
    return switch (dimension) {
      case Dimension.Fixed(Value only) -> Optional.of(only);
      case Dimension.Categorical(List<Value> choices) ->
          choices.stream().filter(choice -> isSame(choice, value)).findFirst();
      case Dimension.Numeric numeric -> number(value).map(number -> nearest(numeric, number));
    };
  }

  private static Value nearest(Dimension.Numeric dimension, double number) {
    return switch (dimension) {
      case FloatRange range -> new Value.Real(Math.clamp(number, range.low(), range.high()));
      case FloatGrid grid -> grid.fromScale(Math.clamp(number, grid.low(), grid.high()));
      case IntRange range -> {
        long whole = Math.clamp(Math.round(number), range.low(), range.high());
        yield range.fromScale(range.toScale(new Value.Whole(whole)));
      }
    };
  }

  /** A choice of 1 is the same as one of 1.0. */
  private static boolean isSame(Value choice, Value value) {
    return choice.equals(value)
        || (number(choice).isPresent() && number(choice).equals(number(value)));
  }

  private static Optional<Double> number(Value value) {
    return switch (value) {
      case Value.Whole(long number) -> Optional.of((double) number);
      case Value.Real(double number) -> Optional.of(number);
      case Value.Text _, Value.Flag _ -> Optional.empty();
    };
  }
}
