package dev.millrace.trainer.train;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a trial gives up by itself. Bounds on its best value so far by share of the budget, a table
 * in which the last line reached holds; and how long that value may stand still. With both, a trial
 * is stopped that is above its bound and stands still; with one of them, that one decides. A trial
 * that is through with its budget is never stopped, as nothing would be saved.
 *
 * @param thresholds in order of budget share; empty: no bounds
 * @param patience share of the budget over which the best value may stand still; 0: any
 * @param minImprovement by how much a value must be better to count, in the unit of the objective
 * @param reason why these bounds, for a person
 */
public record StoppingRule(
    List<Threshold> thresholds, double patience, double minImprovement, String reason) {
  public static final StoppingRule NONE = new StoppingRule(List.of(), 0, 0, "");

  /** Shares come from divisions; a hair below a share is that share. */
  private static final double HAIR = 1e-9;

  /**
   * One line of the table.
   *
   * @param budgetShare share of the planned steps from which it holds, from 0 to 1
   * @param bound largest value that may go on
   */
  public record Threshold(double budgetShare, double bound) {}

  public StoppingRule {
    thresholds =
        thresholds.stream().sorted(Comparator.comparingDouble(Threshold::budgetShare)).toList();
  }

  /** Follows one trial. */
  public Follower follow() {
    return followFrom(Position.START);
  }

  /** Follows a trial on, of which so much is known. */
  public Follower followFrom(Position position) {
    return new Follower(position);
  }

  /**
   * What is known of a trial that is followed.
   *
   * @param best its best value
   * @param improvedTo the last value that was better by enough to count
   * @param improvedAt share of the budget at which that was
   */
  public record Position(double best, double improvedTo, double improvedAt) {
    static final Position START =
        new Position(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
  }

  /** Compares the steps of one trial with the rule; remembers its best value. */
  public final class Follower {
    private double best;
    private double improvedTo;
    private double improvedAt;

    private Follower(Position from) {
      this.best = from.best();
      this.improvedTo = from.improvedTo();
      this.improvedAt = from.improvedAt();
    }

    public Position position() {
      return new Position(best, improvedTo, improvedAt);
    }

    /** Why to stop after this step, if so; steps come in their order. */
    public Optional<String> stops(Step step) {
      best = Math.min(best, step.value());
      if (step.value() < improvedTo - minImprovement) {
        improvedTo = step.value();
        improvedAt = step.budgetShare();
      }
      if (step.budgetShare() >= 1 || (thresholds.isEmpty() && patience <= 0)) {
        return Optional.empty();
      }
      List<String> causes =
          Stream.of(tooHigh(step), stuck(step)).flatMap(Optional::stream).toList();
      int needed = (thresholds.isEmpty() ? 0 : 1) + (patience > 0 ? 1 : 0);
      return causes.size() == needed ? Optional.of(explain(step, causes)) : Optional.empty();
    }

    private Optional<String> tooHigh(Step step) {
      return thresholds.stream()
          .filter(threshold -> threshold.budgetShare() <= step.budgetShare() + HAIR)
          .reduce((_, later) -> later)
          .filter(threshold -> best > threshold.bound())
          .map(
              threshold ->
                  "is above %s, the bound from %.0f %% of the budget"
                      .formatted(threshold.bound(), 100 * threshold.budgetShare()));
    }

    private Optional<String> stuck(Step step) {
      return patience > 0 && step.budgetShare() - improvedAt >= patience - HAIR
          ? Optional.of("has not improved over %.0f %% of the budget".formatted(100 * patience))
          : Optional.empty();
    }

    private String explain(Step step, List<String> causes) {
      return "%s, the best up to step %d, %s%s"
          .formatted(
              best,
              step.number(),
              String.join(" and ", causes),
              reason.isEmpty() ? "" : ": " + reason);
    }
  }
}
