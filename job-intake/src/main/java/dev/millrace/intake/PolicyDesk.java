package dev.millrace.intake;

import dev.millrace.events.RetrainingPolicy;
import dev.millrace.intake.codec.PolicyCodec;
import dev.millrace.intake.view.PolicyView;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.topics.Topics;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Takes policies to their topic, and waits until they show. */
public final class PolicyDesk {

  private final EventPublisher publisher;
  private final PolicyView policies;
  private final InstantSource clock;
  private final JobIntakeConfig config;

  PolicyDesk(
      EventPublisher publisher, PolicyView policies, InstantSource clock, JobIntakeConfig config) {
    this.publisher = publisher;
    this.policies = policies;
    this.clock = clock;
    this.config = config;
  }

  /** Keeps a policy that keeps every rule. */
  public RetrainingPolicy keep(dev.millrace.intake.policy.RetrainingPolicy policy) {
    RetrainingPolicy event =
        PolicyCodec.write(policy, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    publisher.publishAndWait(
        Topics.RETRAINING_POLICY, PolicyView.keyOf(policy.tenantId(), policy.name()), event);
    policies.awaitWritten(event, config.answerWithin());
    return event;
  }

  /** Forgets a policy. */
  public void forget(RetrainingPolicy policy) {
    publisher.deleteAndWait(
        Topics.RETRAINING_POLICY, PolicyView.keyOf(policy.getTenantId(), policy.getName()));
    policies.awaitGone(policy.getTenantId(), policy.getName(), config.answerWithin());
  }
}
