package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.SearchStopped;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.StudyQueued;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.search.Dimension;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.search.Value;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Goals;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.SeriesProfile;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.StopRules;
import dev.millrace.hpo.study.Study;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When a search ends, and which of its trials is the best. */
class StopRulesTest {

  private static final StopRules TARGET = new StopRules(OptionalDouble.of(2), 0, 0);
  private static final StopRules PATIENCE = new StopRules(OptionalDouble.empty(), 3, 0);
  private static final StopRules FAILURES = new StopRules(OptionalDouble.empty(), 0, 2);

  @Test
  void endsWhenTheTargetIsReached() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(Jobs.with(plan -> plan.stop(TARGET), job("a", 50, 1)));
    pool.complete(new AttemptId("a", 0, 1), 5);

    pool.complete(new AttemptId("a", 1, 1), 2);

    assertThat(pool.happened(SearchEnded.class))
        .extracting(SearchEnded::reason)
        .containsExactly(StopReason.TARGET);
    assertThat(pool.lastProposed()).isEqualTo(new AttemptId("a", 2, 1));
    assertThat(pool.state().studies().get("a")).isInstanceOf(Study.FinalFit.class);
  }

  @Test
  void waitsForWhatIsRunningWhenTheTargetIsReached() {
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(Jobs.with(plan -> plan.stop(TARGET), job("a", 50, 2)));

    List<PoolEvent> reached = pool.complete(new AttemptId("a", 0, 1), 1.5);
    List<PoolEvent> late = pool.complete(new AttemptId("a", 1, 1), 1);

    assertThat(PoolDriver.proposedIn(reached)).isEmpty();
    assertThat(PoolDriver.of(SearchStopped.class, reached)).hasSize(1);
    assertThat(PoolDriver.proposedIn(late)).containsExactly(new AttemptId("a", 2, 1));
    assertThat(((Study.FinalFit) pool.state().study("a").orElseThrow()).best().trial())
        .isEqualTo(1);
  }

  @Test
  void endsAfterSoManyFinishedTrialsWithoutANewBest() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(Jobs.with(plan -> plan.stop(PATIENCE), job("a", 50, 1)));
    pool.complete(new AttemptId("a", 0, 1), 5);
    pool.complete(new AttemptId("a", 1, 1), 4);
    pool.complete(new AttemptId("a", 2, 1), 4);
    pool.fail(new AttemptId("a", 3, 1));
    assertThat(pool.happened(SearchEnded.class)).isEmpty();

    pool.end(new AttemptId("a", 4, 1), new Outcome.Pruned(9, 3, 0.1));

    assertThat(pool.happened(SearchEnded.class))
        .extracting(SearchEnded::reason)
        .containsExactly(StopReason.PATIENCE);
  }

  @Test
  void failsAStudyInWhichTooManyTrialsFailed() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(Jobs.with(plan -> plan.stop(FAILURES), job("a", 50, 1)));
    pool.complete(new AttemptId("a", 0, 1), 5);
    for (int trial = 1; trial <= 3; trial++) {
      pool.fail(new AttemptId("a", trial, 1));
    }

    assertThat(pool.happened(StudyClosed.class))
        .extracting(StudyClosed::reason, StudyClosed::message)
        .containsExactly(
            tuple(
                StopReason.FAILURES,
                "3 trials failed, more than the permitted 2; the last error: out of memory"));
  }

  @Test
  void endsWhenAGridIsExhausted() {
    SearchSpace grid =
        SearchSpace.of(
            Map.of(
                "depth",
                new Dimension.Categorical(List.of(new Value.Whole(3), new Value.Whole(6)))));
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(Jobs.with(plan -> plan.search(grid, Strategy.GRID), job("a", 50, 1)));
    pool.complete(new AttemptId("a", 0, 1), 5);

    pool.complete(new AttemptId("a", 1, 1), 4);

    assertThat(pool.happened(SearchEnded.class))
        .extracting(SearchEnded::reason)
        .containsExactly(StopReason.EXHAUSTED);
  }

  @Test
  void choosesTheNumberOfTrialsByTheData() {
    PoolDriver pool = PoolDriver.withSlots(1);
    SeriesProfile sparse =
        new SeriesProfile(
            5000, 0.5, OptionalDouble.of(2), OptionalDouble.empty(), OptionalDouble.empty());

    pool.queue(job("a", SearchPlan.AUTO, 1), Jobs.dataset("sha", sparse));

    assertThat(pool.happened(StudyQueued.class).getFirst().budget().trials()).isEqualTo(15);
    assertThat(pool.happened(StudyQueued.class).getFirst().budget().reason())
        .isEqualTo(
            "15 trials, since the series is intermittent:"
                + " 50 % zeros, 2.00 steps from one demand to the next");
  }

  @Test
  void prefersATrialThatKeepsTheConstraints() {
    Goals goals = new Goals(List.of(), new TreeMap<>(Map.of("mae", 2.0)));
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(Jobs.with(plan -> plan.judge(goals), job("a", 2, 1)));
    pool.end(new AttemptId("a", 0, 1), new Outcome.Complete(1), Map.of("mae", 3.0));
    pool.end(new AttemptId("a", 1, 1), new Outcome.Complete(5), Map.of("mae", 2.0));

    Study.FinalFit fit = (Study.FinalFit) pool.state().study("a").orElseThrow();

    assertThat(fit.best().trial()).isEqualTo(1);
  }

  @Test
  void failsATrialThatDoesNotBringWhatItIsJudgedBy() {
    Goals goals = new Goals(List.of("mae", "rmse"), new TreeMap<>());
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(Jobs.with(plan -> plan.judge(goals), job("a", 2, 1)));

    pool.end(new AttemptId("a", 0, 1), new Outcome.Complete(1), Map.of("mae", 1.0));

    assertThat(pool.happened(TrialCounted.class))
        .extracting(TrialCounted::outcome)
        .containsExactly(new Outcome.Failed("the metric rmse was null"));
  }

  @Test
  void keepsTheParetoFrontAndFitsItsFirstObjective() {
    Goals goals = new Goals(List.of("mae", "rmse"), new TreeMap<>());
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(Jobs.with(plan -> plan.judge(goals), job("a", 4, 1)));
    double[][] reached = {{3, 1}, {1, 3}, {2, 2}, {3, 3}};
    for (int trial = 0; trial < reached.length; trial++) {
      Map<String, Double> metrics = Map.of("mae", reached[trial][0], "rmse", reached[trial][1]);
      Outcome.Complete outcome = new Outcome.Complete(reached[trial][0]);
      pool.end(new AttemptId("a", trial, 1), outcome, metrics);
    }

    Study.FinalFit fit = (Study.FinalFit) pool.state().study("a").orElseThrow();

    assertThat(fit.trials().front()).containsExactly(0, 1, 2);
    assertThat(fit.best().trial()).isEqualTo(1);
  }
}
