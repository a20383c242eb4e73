package dev.millrace.intake.policy;

import dev.millrace.intake.policy.Burst.Gathering;
import dev.millrace.intake.policy.PolicyEvent.JobAsked;
import dev.millrace.intake.policy.PolicyEvent.PolicyForgotten;
import dev.millrace.intake.policy.PolicyEvent.PolicyKept;
import dev.millrace.intake.policy.PolicyEvent.UpdateGathered;
import dev.millrace.intake.policy.PolicyEvent.UpdateNoted;
import dev.millrace.intake.request.JobIds;
import dev.millrace.platform.decider.Decider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The rules by which changed data become jobs; one state per tenant and feature set. */
public final class PolicyDecider implements Decider<Watch, PolicyCommand, PolicyEvent> {

  @Override
  public Watch initial(String key) {
    return Watch.EMPTY;
  }

  @Override
  public List<PolicyEvent> decide(Watch watch, PolicyCommand command, Instant at) {
    return switch (command) {
      case PolicyCommand.Put put -> put(watch, put, at);
      case PolicyCommand.Withdraw withdraw ->
          watch.standings().containsKey(withdraw.name())
              ? List.of(new PolicyForgotten(withdraw.name()))
              : List.of();
      case PolicyCommand.Note note -> note(watch, note.update(), at);
      case PolicyCommand.Tick _ -> tick(watch, at);
    };
  }

  @Override
  public Watch evolve(Watch watch, PolicyEvent event) {
    return switch (event) {
      case PolicyKept kept -> {
        Standing known = watch.standings().get(kept.policy().name());
        yield watch.having(
            known == null ? Standing.fresh(kept.policy()) : known.under(kept.policy()));
      }
      case PolicyForgotten forgotten -> watch.without(forgotten.name());
      case UpdateNoted noted -> watch.noting(noted.update());
      case UpdateGathered gathered ->
          watch.changing(
              gathered.name(), standing -> standing.grown(gathered.update(), gathered.at()));
      case JobAsked asked -> watch.changing(asked.name(), standing -> standing.fired(asked.at()));
    };
  }

  /**
   * A policy takes another way than the updates do, so updates that were written after it may have
   * arrived before it; a new policy looks back for them.
   */
  private List<PolicyEvent> put(Watch watch, PolicyCommand.Put put, Instant at) {
    List<PolicyEvent> events = new ArrayList<>();
    events.add(new PolicyKept(put.policy()));
    if (!watch.standings().containsKey(put.policy().name())) {
      watch.latest().stream()
          .filter(update -> !update.writtenAt().isBefore(put.writtenAt()))
          .filter(update -> put.policy().concerns(update.series()))
          .forEach(update -> events.add(new UpdateGathered(put.policy().name(), update, at)));
    }
    return events;
  }

  private List<PolicyEvent> note(Watch watch, Update update, Instant at) {
    if (watch.knows(update)) {
      return List.of();
    }
    List<PolicyEvent> events = new ArrayList<>();
    events.add(new UpdateNoted(update));
    watch.standings().values().stream()
        .filter(standing -> standing.policy().concerns(update.series()))
        .forEach(standing -> events.add(new UpdateGathered(standing.policy().name(), update, at)));
    return events;
  }

  private List<PolicyEvent> tick(Watch watch, Instant at) {
    return watch.standings().values().stream()
        .flatMap(
            standing ->
                standing.due(at).map(waiting -> (PolicyEvent) ask(standing, waiting, at)).stream())
        .toList();
  }

  private static JobAsked ask(Standing standing, Gathering waiting, Instant at) {
    RetrainingPolicy policy = standing.policy();
    return new JobAsked(
        policy.name(),
        JobIds.ofBurst(policy.tenantId(), policy.name(), waiting.eventIds()),
        policy.job().because(standing.cause(waiting)),
        at);
  }
}
