package dev.millrace.standalone.bench.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCounts;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.hpo.HpoServiceMain;
import dev.millrace.platform.testkit.TestKafka;
import dev.millrace.standalone.KilledService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * hpo-service is killed again and again while a study of instant trials runs, and loses or repeats
 * none. The full exercise: {@code -Dmillrace.kills=100 -Dmillrace.trials=500}.
 */
class KilledServiceTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final int KILLS = Integer.getInteger("millrace.kills", 3);
  private static final int TRIALS = Integer.getInteger("millrace.trials", 60);
  private static final long SEED = Long.getLong("millrace.kills.seed", 1);
  private static final int PARALLEL = 2;
  private static final int MOST_ATTEMPTS = 3;
  private static final String STUDY = "survivor";

  /** Where a moment to kill is looked for. */
  private enum Sign {
    /** It has begun, and cannot do anything yet. */
    LISTENING,
    /** A worker has got so many more proposals. */
    PROPOSED,
    /** So many more results are on the topic, read or not. */
    ANSWERED,
    /** So many more results were counted. */
    COUNTED
  }

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final List<Duration> restarts = new ArrayList<>();
  @TempDir private Path folder;
  private EmbeddedStack stack;
  private TestKafka kafka;
  private KilledService service;
  private StudyHistory history;
  private Instant started;

  @RegisterExtension
  final AfterTestExecutionCallback evidence =
      context -> {
        if (context.getExecutionException().isPresent()) {
          System.err.printf("seed %d; %s%n", SEED, service.evidence());
        }
      };

  @BeforeEach
  void start() throws IOException {
    stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY);
    kafka = TestKafka.of(stack);
    history = new StudyHistory(kafka);
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put(
        "MILLRACE_HPO_SERVICE_STREAMS_STATE_DIRECTORY", folder.resolve("state").toString());
    started = CLOCK.instant();
    service = new KilledService("hpo-service", HpoServiceMain.class, environment, folder);
  }

  @AfterEach
  void stop() {
    service.close();
    history.close();
    kafka.close();
    stack.close();
  }

  @Test
  void everyTrialOfAStudyCountsOnceHoweverOftenTheServiceIsKilled() throws Exception {
    long begun = System.nanoTime();
    try (InstantSlots slots = new InstantSlots(kafka, CLOCK, PARALLEL)) {
      new Neighbours(kafka.publisher(), CLOCK).request(STUDY, TRIALS, PARALLEL);
      killAgainAndAgain(slots);
      service.await("the study is over", history::isOver);
    }
    report(Duration.ofNanos(System.nanoTime() - begun));

    StudyHistory all = StudyHistory.upToNow(kafka);
    assertThatTheStudyIsComplete(all);
    assertThatEachTrialCountedOnce(all);
    assertThatNoLimitWasExceeded(all);
  }

  private void killAgainAndAgain(InstantSlots slots) throws IOException {
    for (int left = KILLS; left > 0; left--) {
      awaitMoment(slots, left);
      service.kill();
      assertThat(history.isOver()).as("over before the last %d kills", left).isFalse();
      started = CLOCK.instant();
      service.startAgain();
    }
    awaitNews();
  }

  /** Moments are spread over what is left of the study. */
  private void awaitMoment(InstantSlots slots, int killsLeft) {
    Sign sign = Sign.values()[random.nextInt(Sign.values().length)];
    int share = (TRIALS - history.counted()) / (killsLeft + 1);
    int more = 1 + random.nextInt(Math.max(1, 2 * share - PARALLEL));
    if (sign == Sign.LISTENING) {
      service.awaitListening();
      return;
    }
    int before = seen(slots, sign);
    awaitNews();
    service.await("%d × %s".formatted(more, sign), () -> seen(slots, sign) >= before + more);
  }

  /** Until the service has done something since its start; notes how long that took. */
  private void awaitNews() {
    service.await("news of " + service.name(), () -> history.latest().isAfter(started));
    restarts.add(Duration.between(started, CLOCK.instant()));
  }

  private int seen(InstantSlots slots, Sign sign) {
    return switch (sign) {
      case LISTENING -> 0;
      case PROPOSED -> history.proposals().size();
      case ANSWERED -> slots.answered();
      case COUNTED -> history.counted();
    };
  }

  private void report(Duration wall) {
    Collections.sort(restarts);
    System.out.printf(
        "%d kills during %d trials in %.1f s; a start until the first news %.1f s, longest %.1f s; "
            + "%d attempts lost%n",
        KILLS,
        TRIALS,
        wall.toMillis() / 1e3,
        restarts.get(restarts.size() / 2).toMillis() / 1e3,
        restarts.getLast().toMillis() / 1e3,
        history.progress(StudyChange.ATTEMPT_LOST).size());
  }

  private static void assertThatTheStudyIsComplete(StudyHistory all) {
    assertThat(all.ends()).hasSize(1);
    StudyCompleted end = all.ends().getFirst();
    assertThat(end.getOutcome()).isEqualTo(StudyOutcome.COMPLETED);
    assertThat(end.getStopReason()).isEqualTo("trials");
    assertThat(end.getCounts())
        .isEqualTo(
            TrialCounts.newBuilder()
                .setComplete(TRIALS)
                .setLostAttempts(all.progress(StudyChange.ATTEMPT_LOST).size())
                .build());
  }

  private static void assertThatEachTrialCountedOnce(StudyHistory all) {
    List<StudyProgressed> counted = all.progress(StudyChange.TRIAL_COUNTED);
    assertThat(counted)
        .extracting(StudyProgressed::getTrialNumber)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, TRIALS).boxed().toList());
    assertThat(counted).extracting(StudyProgressed::getEventId).doesNotHaveDuplicates();
    assertThat(counted)
        .extracting(StudyProgressed::getTrialState)
        .containsOnly(TrialState.COMPLETE);
    assertThat(counted.subList(0, TRIALS))
        .extracting(event -> event.getCounts().getComplete())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, TRIALS).boxed().toList());
    assertThat(counted.getLast().getTrialNumber()).isEqualTo(TRIALS);
  }

  private static void assertThatNoLimitWasExceeded(StudyHistory all) {
    List<StudyProgressed> lost = all.progress(StudyChange.ATTEMPT_LOST);
    assertThat(lost).hasSizeGreaterThanOrEqualTo(TRIALS / 10);
    assertThat(all.proposals()).hasSize(TRIALS + lost.size() + 1);
    assertThat(all.proposals()).extracting(TrialProposed::getAttemptId).doesNotHaveDuplicates();
    assertThat(all.proposals())
        .extracting(TrialProposed::getAttempt)
        .allMatch(attempt -> attempt <= MOST_ATTEMPTS);
    assertThat(all.proposals())
        .filteredOn(proposal -> proposal.getKind() == TrialKind.FINAL_FIT)
        .extracting(TrialProposed::getTrialNumber)
        .containsOnly(TRIALS);
    assertThat(all.progress())
        .extracting(StudyProgressed::getCounts)
        .allMatch(counts -> counts.getWaiting() + counts.getRunning() <= PARALLEL);
  }
}
