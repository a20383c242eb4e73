package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * The search trials of a study. Persistent collections, so that an event costs the same with ten
 * trials and with a hundred thousand.
 *
 * @param open trials without an outcome, by number
 * @param history trials with one, in the order in which they were counted
 * @param tally counts of the history; those of open trials are added by {@link #counts()}
 */
public record Trials(
    PSortedMap<Integer, Trial> open, History history, Counts tally, @Nullable Best leader) {

  public static final Trials NONE = new Trials(TreePMap.empty(), History.NONE, Counts.NONE, null);

  /** How many trials were ever proposed; also the number of the next one. */
  public int proposed() {
    return open.size() + history.size();
  }

  public Optional<Best> best() {
    return Optional.ofNullable(leader);
  }

  public Counts counts() {
    int running = (int) open.values().stream().filter(Trial.Running.class::isInstance).count();
    return tally.withOpen(open.size() - running, running);
  }

  /** Trials whose attempt is with the workers. */
  public int out() {
    return open.size()
        - (int) open.values().stream().filter(Trial.Waiting.class::isInstance).count();
  }

  public Optional<Trial.Waiting> firstWaiting() {
    return open.values().stream()
        .filter(Trial.Waiting.class::isInstance)
        .map(Trial.Waiting.class::cast)
        .findFirst();
  }

  public List<Parameters> openParameters() {
    return open.values().stream().map(Trial::parameters).toList();
  }

  public Optional<Trial> open(int number) {
    return Optional.ofNullable(open.get(number));
  }

  Trials with(Trial moved) {
    return new Trials(open.plus(moved.number(), moved), history, tally, leader);
  }

  Trials afterLoss() {
    return new Trials(open, history, tally.plusLostAttempt(), leader);
  }

  Trials count(Trial trial, Outcome outcome, Curve curve, Map<String, Double> metrics) {
    FinishedTrial finished = new FinishedTrial(trial.number(), trial.parameters(), outcome, curve);
    return new Trials(
        open.minus(trial.number()),
        history.plus(finished),
        tally.plus(outcome),
        better(finished, metrics));
  }

  private @Nullable Best better(FinishedTrial finished, Map<String, Double> metrics) {
    if (!(finished.outcome() instanceof Outcome.Complete reached)) {
      return leader;
    }
    Best candidate = new Best(finished.number(), finished.parameters(), reached, metrics);
    return leader == null || candidate.beats(leader) ? candidate : leader;
  }
}
