package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Objectives;
import dev.millrace.hpo.search.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a study minimises, and what its trials must keep.
 *
 * @param objectives metrics, the one that chooses the model first; with fewer than two, the one
 *     value that a trial brings
 * @param constraints largest permitted value by metric
 */
public record Goals(List<String> objectives, SortedMap<String, Double> constraints) {

  public static final Goals ONE = new Goals(List.of(), new TreeMap<>());

  public Goals {
    objectives = List.copyOf(objectives);
    constraints = Collections.unmodifiableSortedMap(new TreeMap<>(constraints));
  }

  /** The outcome of a trial that was trained to its end; failed if it lacks one of the metrics. */
  public Outcome judge(double objective, Map<String, Double> metrics) {
    double[] others = new double[Math.max(0, objectives.size() - 1)];
    for (int i = 0; i < others.length; i++) {
      @Nullable Double metric = metrics.get(objectives.get(i + 1));
      if (metric == null || !Double.isFinite(metric)) {
        return missing(objectives.get(i + 1), metric);
      }
      others[i] = metric;
    }
    double violation = 0;
    for (Map.Entry<String, Double> bound : constraints.entrySet()) {
      @Nullable Double metric = metrics.get(bound.getKey());
      if (metric == null || !Double.isFinite(metric)) {
        return missing(bound.getKey(), metric);
      }
      violation += excess(metric, bound.getValue());
    }
    return new Outcome.Complete(Objectives.of(objective, others), violation);
  }

  /** In parts of the bound, so that metrics of different units add up. */
  private static double excess(double metric, double bound) {
    double unit = bound == 0 ? 1 : Math.abs(bound);
    return Math.min(Math.max(0, metric - bound) / unit, Double.MAX_VALUE / 1e6);
  }

  private static Outcome missing(String name, @Nullable Double metric) {
    return new Outcome.Failed("the metric %s was %s".formatted(name, metric));
  }
}
