package dev.millrace.intake;

import dev.millrace.platform.config.Default;
import dev.millrace.platform.streams.StreamsSettings;
import java.time.Duration;

/**
 * How job-intake runs.
 *
 * @param streams the Kafka Streams application
 * @param answerWithin how long a command waits for its effect to show before it answers all the
 *     same
 * @param lookAgainWithin how long a question for an unknown job waits, because another instance may
 *     have just taken it
 * @param policyTick how often policies look whether a burst is over
 */
public record JobIntakeConfig(
    StreamsSettings streams,
    @Default("5s") Duration answerWithin,
    @Default("300ms") Duration lookAgainWithin,
    @Default("250ms") Duration policyTick) {

  public static final String SECTION = "job-intake";

  public JobIntakeConfig {
    positive("answer-within", answerWithin);
    positive("policy-tick", policyTick);
    if (lookAgainWithin.isNegative()) {
      throw new IllegalArgumentException("look-again-within must be ≥ 0, got " + lookAgainWithin);
    }
  }

  private static void positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be > 0, got " + value);
    }
  }
}
