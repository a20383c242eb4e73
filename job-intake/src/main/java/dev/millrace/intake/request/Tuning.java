package dev.millrace.intake.request;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a search aims at, begins with, gives up on and ends by. */
public record Tuning(Goals goals, Beginning beginning, Pruning pruning, Stopping stopping) {

  /** One objective, no constraint, a warm start if there is one, no pruner, no early end. */
  public static final Tuning PLAIN =
      new Tuning(
          new Goals(List.of(), Map.of()),
          new Beginning(List.of(), true, ""),
          Pruning.NONE,
          new Stopping(null, 0, 0));

  /**
   * What a good trial is.
   *
   * @param objectives metrics to minimise together, the one that chooses the model first; empty for
   *     the search's one objective
   * @param constraints largest permitted value by metric
   */
  public record Goals(List<String> objectives, Map<String, Double> constraints) {
    public Goals {
      objectives = List.copyOf(objectives);
      constraints = sorted(constraints);
    }
  }

  /**
   * What is known before the first trial.
   *
   * @param enqueue parameters to try first
   * @param warmStart whether earlier studies of the model lend their best parameters
   * @param continues the job whose search goes on here; empty for a search of its own
   */
  public record Beginning(List<Map<String, Scalar>> enqueue, boolean warmStart, String continues) {
    public Beginning {
      enqueue = enqueue.stream().map(Tuning::sorted).toList();
    }

    Beginning with(List<Map<String, Scalar>> others) {
      return new Beginning(others, warmStart, continues);
    }
  }

  /** Which trials are given up before their end. */
  public record Pruning(String type, Map<String, Double> settings) {
    public static final Pruning NONE = new Pruning("none", Map.of());

    public Pruning {
      settings = sorted(settings);
    }
  }

  /**
   * When the search ends before its trials and its time are used up.
   *
   * @param target value of the objective that is good enough; null for none
   * @param patience ended trials in a row without a new best; 0 for any number
   * @param failures failed trials that fail the study when there are more; 0 for any number
   */
  public record Stopping(@Nullable Double target, long patience, long failures) {}

  Tuning with(Beginning other) {
    return new Tuning(goals, other, pruning, stopping);
  }

  private static <V> Map<String, V> sorted(Map<String, V> map) {
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }
}
