package dev.millrace.hpo.study;

import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.ParetoFront;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSortedMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The search trials of a study. Persistent collections, so that an event costs the same with ten
 * trials and with a hundred thousand.
 *
 * @param open trials without an outcome, by number
 * @param waiting numbers of those that are to be proposed again
 * @param running how many of the open ones a worker trains
 * @param history trials with an outcome, in the order in which they were counted
 * @param tally counts of the history; those of open trials are added by {@link #counts()}
 * @param stale finished trials since the leader changed
 */
public record Trials(
    PSortedMap<Integer, Trial> open,
    PSortedSet<Integer> waiting,
    int running,
    History history,
    Counts tally,
    @Nullable Best leader,
    int stale) {

  public static final Trials NONE =
      new Trials(TreePMap.empty(), TreePSet.empty(), 0, History.NONE, Counts.NONE, null, 0);

  /** How many trials were ever proposed; also the number of the next one. */
  public int proposed() {
    return open.size() + history.size();
  }

  public Optional<Best> best() {
    return Optional.ofNullable(leader);
  }

  /** Numbers of the {@link ParetoFront}, ascending; with one objective the best trial alone. */
  public List<Integer> front() {
    if (leader == null || leader.outcome().objectives().size() == 1) {
      return best().map(Best::trial).stream().toList();
    }
    return ParetoFront.of(history).stream().map(FinishedTrial::number).sorted().toList();
  }

  public Counts counts() {
    return tally.withOpen(open.size() - running, running);
  }

  /** Trials whose attempt is with the workers. */
  public int out() {
    return open.size() - waiting.size();
  }

  public Optional<Trial> firstWaiting() {
    return waiting.isEmpty() ? Optional.empty() : open(waiting.first());
  }

  public List<Parameters> openParameters() {
    return open.values().stream().map(Trial::parameters).toList();
  }

  public Optional<Trial> open(int number) {
    return Optional.ofNullable(open.get(number));
  }

  /** These trials as the history of a study that goes on with them: its patience starts anew. */
  Trials recalled() {
    return new Trials(TreePMap.empty(), TreePSet.empty(), 0, history, tally, leader, 0);
  }

  Trials with(Trial moved) {
    Integer number = moved.number();
    return new Trials(
        open.plus(number, moved),
        moved instanceof Trial.Waiting ? waiting.plus(number) : waiting.minus(number),
        running - isRunning(open.get(number)) + isRunning(moved),
        history,
        tally,
        leader,
        stale);
  }

  Trials afterLoss() {
    return new Trials(open, waiting, running, history, tally.plusLostAttempt(), leader, stale);
  }

  Trials count(FinishedTrial finished, Map<String, Double> metrics) {
    Integer number = finished.number();
    Optional<Best> better = better(finished, metrics);
    return new Trials(
        open.minus(number),
        waiting.minus(number),
        running - isRunning(open.get(number)),
        history.plus(finished),
        tally.plus(finished.outcome()),
        better.isPresent() ? better.get() : leader,
        better.isPresent() ? 0 : stale + finished(finished.outcome()));
  }

  /** The trial as the best one, if it is. */
  private Optional<Best> better(FinishedTrial finished, Map<String, Double> metrics) {
    if (!(finished.outcome() instanceof Outcome.Complete reached)) {
      return Optional.empty();
    }
    Best candidate = new Best(finished.number(), finished.parameters(), reached, metrics);
    return leader == null || candidate.beats(leader) ? Optional.of(candidate) : Optional.empty();
  }

  private static int isRunning(@Nullable Trial trial) {
    return trial instanceof Trial.Running ? 1 : 0;
  }

  /** Whom nobody let finish says nothing about the search. */
  private static int finished(Outcome outcome) {
    return outcome instanceof Outcome.Cancelled ? 0 : 1;
  }
}
