package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.NOON;
import static dev.millrace.hpo.pool.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.hpo.pool.PoolCommand.TakeResult;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.pool.PoolEvent.AttemptEnded;
import dev.millrace.hpo.pool.PoolEvent.Refused;
import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.StudyQueued;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.MedianPruner;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.RandomSampler;
import dev.millrace.hpo.search.TrialSeeds;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Budget;
import dev.millrace.hpo.study.Counts;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A study's way through a pool when nothing goes wrong, and when somebody changes their mind. */
class PoolRulesTest {

  // ---- admission

  @Test
  void queuesAStudyWhenJobAndDatasetAreBothThere() {
    PoolDriver pool = new PoolDriver();

    assertThat(pool.tell(new PoolCommand.TakeJob(job("a", 3, 1))))
        .containsExactly(new PoolEvent.JobNoted(job("a", 3, 1), NOON));
    assertThat(pool.tell(new PoolCommand.TakeDataset("a", Jobs.DATASET)))
        .containsExactly(new StudyQueued(job("a", 3, 1), Jobs.DATASET, new Budget(0, 3, ""), NOON));
  }

  @Test
  void doesNotMindTheDatasetComingFirst() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.TakeDataset("a", Jobs.DATASET));

    assertThat(pool.tell(new PoolCommand.TakeJob(job("a", 3, 1))))
        .containsExactly(new StudyQueued(job("a", 3, 1), Jobs.DATASET, new Budget(0, 3, ""), NOON));
  }

  @Test
  void refusesWhatItHasHeardBefore() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    PoolState before = pool.state();

    assertThat(pool.tell(new PoolCommand.TakeJob(job("a", 3, 1))))
        .containsExactly(new Refused("a", Refusal.DUPLICATE));
    assertThat(pool.tell(new PoolCommand.TakeDataset("a", Jobs.DATASET)))
        .containsExactly(new Refused("a", Refusal.DUPLICATE));
    assertThat(pool.state()).isEqualTo(before);
  }

  @Test
  void failsAStudyWhoseDatasetWasRefused() {
    for (boolean jobFirst : new boolean[] {true, false}) {
      PoolDriver pool = new PoolDriver();
      List<PoolCommand> commands =
          new ArrayList<>(
              List.of(
                  new PoolCommand.TakeJob(job("a", 3, 1)),
                  new PoolCommand.GiveUpDataset("a", List.of("only 12 rows", "constant target"))));
      (jobFirst ? commands : commands.reversed()).forEach(pool::tell);

      assertThat(pool.happened(StudyClosed.class))
          .containsExactly(
              new StudyClosed(
                  "a",
                  "acme",
                  new Ending.Failed(),
                  StopReason.DATASET_REFUSED,
                  "the dataset was refused: only 12 rows; constant target",
                  List.of(),
                  false,
                  NOON));
      assertThat(pool.state().studies()).isEmpty();
    }
  }

  @Test
  void cancelsAJobThatItHearsOfLater() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.cancel("a");
    pool.tell(new PoolCommand.TakeDataset("a", Jobs.DATASET));

    pool.tell(new PoolCommand.TakeJob(job("a", 3, 1)));

    assertThat(pool.happened(StudyClosed.class))
        .extracting(StudyClosed::ending)
        .containsExactly(new Ending.Cancelled());
    assertThat(pool.proposed()).isEmpty();
  }

  // ---- scheduling

  @Test
  void proposesNothingWithoutAWorker() {
    PoolDriver pool = new PoolDriver();

    pool.queue(job("a", 3, 3));

    assertThat(pool.proposed()).isEmpty();
  }

  @Test
  void proposesAtOnceWhenASlotIsFree() {
    PoolDriver pool = PoolDriver.withSlots(1);

    List<PoolEvent> events = pool.queue(job("a", 3, 3));

    assertThat(PoolDriver.proposedIn(events)).containsExactly(new AttemptId("a", 0, 1));
  }

  @Test
  void fillsTheSlotsOfAWorkerThatJoins() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 9, 4));

    assertThat(PoolDriver.proposedIn(pool.heartbeat("w2", 2))).hasSize(2);
  }

  @Test
  void keepsAStudyWithinItsParallelTrials() {
    PoolDriver pool = PoolDriver.withSlots(8);

    assertThat(PoolDriver.proposedIn(pool.queue(job("a", 9, 3)))).hasSize(3);
    assertThat(PoolDriver.proposedIn(pool.complete(new AttemptId("a", 1, 1), 1)))
        .containsExactly(new AttemptId("a", 3, 1));
  }

  @Test
  void servesByPriorityThenByAgeThenById() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.queue(job("late", 1, 1, Priority.NORMAL, NOON.plusSeconds(9)));
    pool.queue(job("b", 1, 1, Priority.NORMAL, NOON));
    pool.queue(job("a", 1, 1, Priority.NORMAL, NOON));
    pool.queue(job("low", 1, 1, Priority.LOW, NOON.minusSeconds(9)));
    pool.queue(job("critical", 1, 1, Priority.CRITICAL, NOON.plusSeconds(99)));

    pool.heartbeat("w1", 5);

    assertThat(pool.proposed())
        .extracting(AttemptId::studyId)
        .containsExactly("critical", "a", "b", "late", "low");
  }

  @Test
  void givesAFreedSlotToTheMostUrgentStudy() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("normal", 5, 1));
    pool.queue(job("critical", 5, 1, Priority.CRITICAL, NOON.plusSeconds(5)));

    List<PoolEvent> events = pool.complete(new AttemptId("normal", 0, 1), 1);

    assertThat(PoolDriver.proposedIn(events)).containsExactly(new AttemptId("critical", 0, 1));
  }

  @Test
  void asksTheSamplerWithTheSeedOfTheTrial() {
    PoolDriver pool = PoolDriver.withSlots(1);

    pool.queue(job("a", 3, 1));

    assertThat(pool.happened(TrialProposed.class).getFirst().parameters())
        .isEqualTo(
            new RandomSampler()
                .sample(Jobs.SPACE, History.NONE, List.of(), TrialSeeds.random(42, 0)));
  }

  // ---- search and final fit

  @Test
  void fitsTheBestParametersOnceAfterTheLastTrial() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.complete(new AttemptId("a", 0, 1), 5);
    pool.complete(new AttemptId("a", 1, 1), 2);

    List<PoolEvent> events = pool.complete(new AttemptId("a", 2, 1), 3);

    assertThat(events).contains(new SearchEnded("a", StopReason.TRIALS, NOON));
    TrialProposed fit = pool.happened(TrialProposed.class).getLast();
    assertThat(fit.attempt()).isEqualTo(new AttemptId("a", 3, 1));
    assertThat(fit.parameters()).isEqualTo(pool.happened(TrialProposed.class).get(1).parameters());
  }

  @Test
  void completesAStudyWithTheModelOfItsFinalFit() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 1, 1));
    pool.complete(new AttemptId("a", 0, 1), 5);

    List<PoolEvent> events = pool.fit(new AttemptId("a", 1, 1));

    assertThat(PoolDriver.of(StudyClosed.class, events))
        .extracting(StudyClosed::ending, StudyClosed::reason)
        .containsExactly(
            tuple(new Ending.Completed(new AttemptId("a", 1, 1), Jobs.MODEL), StopReason.TRIALS));
    assertThat(pool.state().studies()).isEmpty();
    assertThat(pool.state().queue().size()).isZero();
    assertThat(pool.state().leases()).isEmpty();
  }

  @Test
  void keepsCurvesForAPrunerThatLooksAtThem() {
    Curve curve = Curve.ofValues(List.of(4f, 3f));
    Result.Ended ended = new Result.Ended(new Outcome.Complete(3), curve, Map.of());
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(job("a", 2, 1));
    pool.queue(Jobs.with(plan -> plan.prune(new MedianPruner(0.2, 0.1, 1)), job("b", 2, 1)));

    pool.tell(new TakeResult(new AttemptId("a", 0, 1), ended));
    pool.tell(new TakeResult(new AttemptId("b", 0, 1), ended));

    assertThat(history(pool, "a")).extracting(FinishedTrial::curve).containsExactly(Curve.NONE);
    assertThat(history(pool, "b")).extracting(FinishedTrial::curve).containsExactly(curve);
  }

  private static List<FinishedTrial> history(PoolDriver pool, String study) {
    return pool.state().active(study).orElseThrow().trials().history();
  }

  @Test
  void countsPrunedTrialsInTheBudgetButNeverFitsOne() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 2, 1));
    pool.end(new AttemptId("a", 0, 1), new Outcome.Pruned(0.1, 5, 0.1));
    pool.complete(new AttemptId("a", 1, 1), 5);

    Study.FinalFit fit = (Study.FinalFit) pool.state().study("a").orElseThrow();

    assertThat(fit.best().trial()).isEqualTo(1);
    assertThat(fit.trials().counts()).isEqualTo(new Counts(0, 0, 1, 1, 0, 0, 0));
  }

  @Test
  void failsAStudyWhoseFinalFitFailed() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 1, 1));
    pool.complete(new AttemptId("a", 0, 1), 5);

    pool.fail(new AttemptId("a", 1, 1));

    StudyClosed closed = pool.happened(StudyClosed.class).getFirst();
    assertThat(closed.ending()).isEqualTo(new Ending.Failed());
    assertThat(closed.message()).isEqualTo("the final fit failed: out of memory");
  }

  @Test
  void givesUpWhenTheFirstTenTrialsFail() {
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(job("a", 50, 2));

    for (int trial = 0; trial < 10; trial++) {
      pool.fail(new AttemptId("a", trial, 1));
    }

    StudyClosed closed = pool.happened(StudyClosed.class).getFirst();
    assertThat(closed.reason()).isEqualTo(StopReason.FAILURES);
    assertThat(closed.message())
        .isEqualTo("none of 10 trials was complete; the last error: out of memory");
    assertThat(pool.state().leases()).hasSize(1);
  }

  @Test
  void goesOnWhenOneOfTheFirstTenTrialsWasComplete() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 12, 1));
    pool.complete(new AttemptId("a", 0, 1), 5);

    for (int trial = 1; trial < 12; trial++) {
      pool.fail(new AttemptId("a", trial, 1));
    }

    assertThat(pool.state().studies().get("a")).isInstanceOf(Study.FinalFit.class);
  }

  @Test
  void failsASearchWithoutACompleteTrial() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 2, 1));
    pool.end(new AttemptId("a", 0, 1), new Outcome.Pruned(3, 4, 0.1));
    pool.fail(new AttemptId("a", 1, 1));

    assertThat(pool.happened(StudyClosed.class))
        .extracting(StudyClosed::reason)
        .containsExactly(StopReason.FAILURES);
  }

  // ---- results that come twice, late, or out of nowhere

  @Test
  void refusesAResultThatArrivesTwice() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.complete(new AttemptId("a", 0, 1), 5);

    List<PoolEvent> events = pool.complete(new AttemptId("a", 0, 1), 4);

    assertThat(events).containsExactly(new Refused("a-0-1", Refusal.TRIAL_ALREADY_COUNTED));
  }

  @Test
  void refusesResultsOfStudiesThatAreOverOrUnknown() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 1, 1));
    pool.complete(new AttemptId("a", 0, 1), 5);
    pool.fit(new AttemptId("a", 1, 1));

    assertThat(pool.fit(new AttemptId("a", 1, 1)))
        .containsExactly(new Refused("a-1-1", Refusal.STUDY_CLOSED));
    assertThat(pool.complete(new AttemptId("z", 0, 1), 5))
        .containsExactly(new Refused("z-0-1", Refusal.UNKNOWN_ATTEMPT));
    assertThat(pool.queue(job("a", 1, 1))).containsExactly(new Refused("a", Refusal.STUDY_CLOSED));
  }

  @Test
  void refusesAttemptsThatWereNeverMade() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));

    assertThat(pool.complete(new AttemptId("a", 0, 2), 5))
        .containsExactly(new Refused("a-0-2", Refusal.UNKNOWN_ATTEMPT));
    assertThat(pool.complete(new AttemptId("a", 1, 1), 5))
        .containsExactly(new Refused("a-1-1", Refusal.UNKNOWN_ATTEMPT));
  }

  // ---- cancellation

  @Test
  void cancelsAQueuedStudyAtOnce() {
    PoolDriver pool = new PoolDriver();
    pool.queue(job("a", 3, 1));

    pool.cancel("a");

    assertThat(pool.happened(StudyClosed.class))
        .extracting(StudyClosed::ending)
        .containsExactly(new Ending.Cancelled());
    assertThat(pool.state().queue().size()).isZero();
  }

  @Test
  void keepsTheSlotsOfACancelledStudyUntilItsAttemptsEnd() {
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(job("a", 9, 2));
    pool.queue(job("b", 9, 2));
    AttemptId busy = new AttemptId("a", 0, 1);
    pool.start(busy, "w1");

    List<PoolEvent> cancelled = pool.cancel("a");
    List<PoolEvent> ended = pool.complete(busy, 1);

    assertThat(PoolDriver.of(TrialCounted.class, cancelled))
        .extracting(TrialCounted::outcome)
        .containsOnly(new Outcome.Cancelled("not needed any more"))
        .hasSize(2);
    assertThat(PoolDriver.proposedIn(cancelled)).isEmpty();
    assertThat(ended).contains(new AttemptEnded(busy, NOON));
    assertThat(PoolDriver.proposedIn(ended)).containsExactly(new AttemptId("b", 0, 1));
  }

  @Test
  void cancelsAFinalFit() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 1, 1));
    pool.complete(new AttemptId("a", 0, 1), 5);

    pool.cancel("a");

    assertThat(pool.fit(new AttemptId("a", 1, 1)))
        .containsExactly(
            new AttemptEnded(new AttemptId("a", 1, 1), NOON),
            new Refused("a-1-1", Refusal.STUDY_CLOSED));
  }

  @Test
  void refusesToCancelTwice() {
    PoolDriver pool = new PoolDriver();
    pool.queue(job("a", 3, 1));
    pool.cancel("a");

    assertThat(pool.cancel("a")).containsExactly(new Refused("a", Refusal.STUDY_CLOSED));
  }

  // ---- forgetting

  @Test
  void forgetsClosedStudiesInTheEnd() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.cancel("a");
    pool.jump(Duration.ofHours(25));
    pool.tell(new PoolCommand.Tick());

    pool.pass(Duration.ofSeconds(1));

    assertThat(pool.state().past()).isEqualTo(Past.NONE);
  }
}
