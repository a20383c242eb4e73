package dev.millrace.intake.policy;

import dev.millrace.intake.policy.Burst.Gathering;
import dev.millrace.intake.request.Cause;
import java.time.Instant;
import java.util.Optional;

/**
 * A policy and where it stands.
 *
 * @param lastJobAt when it last asked for a job; the epoch when it never did
 */
public record Standing(RetrainingPolicy policy, Burst burst, Instant lastJobAt) {

  static Standing fresh(RetrainingPolicy policy) {
    return new Standing(policy, new Burst.None(), Instant.EPOCH);
  }

  Standing under(RetrainingPolicy other) {
    return new Standing(other, other.enabled() ? burst : new Burst.None(), lastJobAt);
  }

  Standing grown(Update update, Instant at) {
    return new Standing(policy, burst.grown(update.eventId(), at), lastJobAt);
  }

  Standing fired(Instant at) {
    return new Standing(policy, new Burst.None(), at);
  }

  /** The burst that is to become a job by now. */
  Optional<Gathering> due(Instant now) {
    return burst instanceof Gathering waiting && !now.isBefore(dueAt(waiting))
        ? Optional.of(waiting)
        : Optional.empty();
  }

  private Instant dueAt(Gathering waiting) {
    Instant quiet = waiting.last().plus(policy.quiet());
    Instant patience = waiting.first().plus(policy.longestWait());
    Instant settled = quiet.isBefore(patience) ? quiet : patience;
    Instant allowed = lastJobAt.plus(policy.minimumInterval());
    return settled.isAfter(allowed) ? settled : allowed;
  }

  Cause cause(Gathering waiting) {
    String named =
        waiting.count() > waiting.eventIds().size()
            ? ", of which the first " + waiting.eventIds().size() + " are named"
            : "";
    return new Cause(
        Cause.POLICY,
        policy.name(),
        waiting.eventIds(),
        "%d data-updated for %s from %s to %s%s"
            .formatted(
                waiting.count(), policy.featureSet(), waiting.first(), waiting.last(), named));
  }
}
