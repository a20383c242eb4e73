package dev.millrace.features.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what is removed. */
public final class RetentionRules {

  private RetentionRules() {}

  /**
   * What becomes of the variables.
   *
   * @param cuts those that lose measurements
   * @param held variables that lose fewer than the policy says, or none, because of a model
   */
  public record Decision(List<Cut> cuts, int held) {
    public Decision {
      cuts = List.copyOf(cuts);
    }
  }

  /**
   * A cut for every variable that has measurements older than it keeps them and no model needs.
   *
   * @param needs those of all models that need anything
   */
  public static Decision decide(
      RetentionPolicy policy, Instant now, List<ModelNeed> needs, List<Kept> variables) {
    List<Cut> cuts = new ArrayList<>();
    int held = 0;
    for (Kept variable : variables) {
      Optional<Duration> keep = policy.keep(variable.name());
      if (keep.isEmpty()) {
        continue;
      }
      Instant wanted = midnight(now.minus(keep.get()));
      Instant allowed = policy.ignoresLineage() ? wanted : allowed(wanted, needs, variable);
      if (allowed.isBefore(wanted) && variable.firstObserved().isBefore(wanted)) {
        held++;
      }
      if (variable.firstObserved().isBefore(allowed)) {
        cuts.add(new Cut(variable, allowed));
      }
    }
    return new Decision(cuts, held);
  }

  private static Instant allowed(Instant wanted, List<ModelNeed> needs, Kept variable) {
    return needs.stream()
        .filter(need -> need.covers(variable.name()))
        .map(need -> midnight(need.from()))
        .filter(from -> from.isBefore(wanted))
        .min(Instant::compareTo)
        .orElse(wanted);
  }

  /** Hours and days of {@code hourly_features} and {@code daily_features} go as a whole. */
  private static Instant midnight(Instant time) {
    return time.truncatedTo(ChronoUnit.DAYS);
  }
}
