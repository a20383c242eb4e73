package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.events.TrialProposed;
import dev.millrace.trainer.train.Step;
import dev.millrace.trainer.train.Team;
import dev.millrace.trainer.train.Watch;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class TeamsTest {
  private static final Watch UNWATCHED =
      new Watch() {
        @Override
        public void planned(int steps) {}

        @Override
        public void step(Step step) {}

        @Override
        public Optional<String> cancelled() {
          return Optional.empty();
        }
      };

  /** Nothing is wrong with the trial: another attempt may well succeed. */
  @Test
  void givesTheAttemptUpWhenKafkaDoesNotTakeTheInvitation() {
    var away = new KafkaException("the broker did not take the event");
    Teams teams =
        new Teams(
            "127.0.0.1",
            Duration.ofSeconds(10),
            new Gangs(),
            (_, _) -> {
              throw away;
            });
    TrialProposed first =
        TrialProposed.newBuilder().setTrialId("a-1").setAttempt(1).setWorldSize(2).build();
    Team team = teams.of(first, UNWATCHED);

    assertThatExceptionOfType(TrainingFailed.class)
        .isThrownBy(team::join)
        .withMessageContaining("not told where to meet")
        .matches(TrainingFailed::isBetweenRanks);
  }
}
