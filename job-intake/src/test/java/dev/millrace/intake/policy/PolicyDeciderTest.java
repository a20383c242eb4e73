package dev.millrace.intake.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.intake.policy.PolicyEvent.JobAsked;
import dev.millrace.intake.request.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PolicyDeciderTest {
  private static final Instant START = Instant.parse("2025-11-21T08:00:00Z");

  private final PolicyDecider decider = new PolicyDecider();
  private final List<JobAsked> asked = new ArrayList<>();
  private Watch watch = decider.initial("acme/forecast_basic");

  private void tell(PolicyCommand command, Instant at) {
    for (PolicyEvent event : decider.decide(watch, command, at)) {
      watch = decider.evolve(watch, event);
      if (event instanceof JobAsked job) {
        asked.add(job);
      }
    }
  }

  private void put(RetrainingPolicy policy) {
    tell(new PolicyCommand.Put(policy, START), START);
  }

  private void update(String id, Duration after, String... series) {
    Instant at = START.plus(after);
    tell(new PolicyCommand.Note(new Update(id, List.of(series), at)), at);
  }

  private void tick(Duration after) {
    tell(new PolicyCommand.Tick(), START.plus(after));
  }

  private static Duration millis(long value) {
    return Duration.ofMillis(value);
  }

  private static RetrainingPolicy policy(Duration minimumInterval, String... series) {
    return new RetrainingPolicy(
        "acme",
        "nightly",
        "forecast_basic",
        List.of(series),
        Requests.sound(),
        minimumInterval,
        Duration.ofSeconds(2),
        true);
  }

  @Test
  void tenUpdatesWithinASecondAreOneJobThatNamesThemAll() {
    put(policy(Duration.ZERO));

    for (int i = 0; i < 10; i++) {
      update("u" + i, millis(100L * i));
      tick(millis(100L * i + 50));
    }
    tick(millis(2_899));
    assertThat(asked).isEmpty();
    tick(millis(2_900));
    tick(millis(60_000));

    assertThat(asked)
        .singleElement()
        .satisfies(
            job -> {
              assertThat(job.request().cause().kind()).isEqualTo("policy");
              assertThat(job.request().cause().name()).isEqualTo("nightly");
              assertThat(job.request().cause().eventIds())
                  .containsExactlyElementsOf(
                      IntStream.range(0, 10).mapToObj(i -> "u" + i).toList());
            });
  }

  @Test
  void aSteadyStreamOfUpdatesFiresAllTheSame() {
    put(policy(Duration.ZERO));

    for (int i = 0; i < 60; i++) {
      update("u" + i, Duration.ofSeconds(i));
      tick(Duration.ofSeconds(i));
    }

    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().at()).isEqualTo(START.plusSeconds(30));
  }

  @Test
  void twoJobsKeepTheMinimumIntervalAndTheSecondLosesNoUpdate() {
    put(policy(Duration.ofMinutes(10)));
    update("u0", Duration.ZERO);
    tick(Duration.ofSeconds(2));

    update("u1", Duration.ofSeconds(5));
    update("u2", Duration.ofMinutes(5));
    tick(Duration.ofMinutes(10));
    assertThat(asked).hasSize(1);
    tick(Duration.ofMinutes(10).plusSeconds(2));

    assertThat(asked).hasSize(2);
    assertThat(asked.getLast().request().cause().eventIds()).containsExactly("u1", "u2");
    assertThat(asked.getLast().jobId()).isNotEqualTo(asked.getFirst().jobId());
  }

  @Test
  void anUpdateThatComesTwiceSaysNothingTheSecondTime() {
    put(policy(Duration.ZERO));
    update("u0", Duration.ZERO);
    tick(Duration.ofSeconds(2));

    update("u0", Duration.ofSeconds(3));
    tick(Duration.ofMinutes(1));

    assertThat(asked).hasSize(1);
  }

  @Test
  void aPolicyThatArrivesAfterUpdatesWrittenLaterServesThem() {
    update("before", Duration.ofSeconds(-5));
    update("after", millis(10));

    put(policy(Duration.ZERO));
    tick(Duration.ofSeconds(3));

    assertThat(asked).hasSize(1);
    assertThat(asked.getFirst().request().cause().eventIds()).containsExactly("after");
  }

  @Test
  void onlyTheSeriesOfThePolicyMoveIt() {
    put(policy(Duration.ZERO, "a"));

    update("other", Duration.ZERO, "b");
    tick(Duration.ofMinutes(1));
    assertThat(asked).isEmpty();

    update("any", Duration.ofMinutes(2));
    update("ours", Duration.ofMinutes(2), "b", "a");
    tick(Duration.ofMinutes(3));
    assertThat(asked.getFirst().request().cause().eventIds()).containsExactly("any", "ours");
  }

  @Test
  void aForgottenPolicyAsksForNothing() {
    put(policy(Duration.ZERO));
    update("u0", Duration.ZERO);

    tell(new PolicyCommand.Withdraw("nightly"), START);
    tick(Duration.ofMinutes(1));

    assertThat(asked).isEmpty();
  }

  @Test
  void aChangedPolicyKeepsItsBurstAndItsInterval() {
    put(policy(Duration.ofHours(1)));
    update("u0", Duration.ZERO);
    tick(Duration.ofSeconds(2));
    update("u1", Duration.ofSeconds(3));

    put(policy(Duration.ofMinutes(1)));
    tick(Duration.ofSeconds(61));
    assertThat(asked).hasSize(1);
    tick(Duration.ofSeconds(62));

    assertThat(asked).hasSize(2);
  }

  @Test
  void aHugeBurstNamesTheFirstUpdatesAndCountsAll() {
    put(policy(Duration.ZERO));
    for (int i = 0; i < 1_000; i++) {
      update("u" + i, millis(i));
    }
    tick(Duration.ofSeconds(5));

    assertThat(asked.getFirst().request().cause().eventIds()).hasSize(Burst.MOST_IDS);
    assertThat(asked.getFirst().request().cause().description()).startsWith("1000 data-updated");
    assertThat(watch.latest()).hasSize(Watch.MOST_LATEST);
  }
}
