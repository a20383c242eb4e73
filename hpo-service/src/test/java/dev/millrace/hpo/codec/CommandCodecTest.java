package dev.millrace.hpo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.CheckpointRef;
import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.RankPhase;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.StepReport;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.hpo.pool.Incarnation;
import dev.millrace.hpo.pool.Lease;
import dev.millrace.hpo.pool.PoolCommand;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Dimension;
import dev.millrace.hpo.search.FloatGrid;
import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.IntRange;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.search.Value;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.SearchPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandCodecTest {

  @Test
  void readsEveryKindOfDimension() {
    Map<String, HyperParameter> space =
        Map.of(
            "a", number("float", 0.01, 0.3).setLog(true).build(),
            "b", number("float", 0, 1).setStep(0.25).build(),
            "c", number("int", 3, 10).build(),
            "d", number("int", 50, 300).setStep(50.0).build(),
            "e",
                HyperParameter.newBuilder()
                    .setType("categorical")
                    .setChoices(List.of("gbtree", 3L, true))
                    .build(),
            "f", HyperParameter.newBuilder().setType("fixed").setValue(0.5).build(),
            "g", number("float", 2, 2).build());

    Map<String, Dimension> dimensions = SearchSpaceCodec.fromAvro(space).dimensions();

    assertThat(dimensions)
        .containsEntry("a", new FloatRange(0.01, 0.3, true))
        .containsEntry("b", new FloatGrid(0, 1, 0.25))
        .containsEntry("c", new IntRange(3, 10, 1, false))
        .containsEntry("d", new IntRange(50, 300, 50, false))
        .containsEntry(
            "e",
            new Dimension.Categorical(
                List.of(new Value.Text("gbtree"), new Value.Whole(3), new Value.Flag(true))))
        .containsEntry("f", new Dimension.Fixed(new Value.Real(0.5)))
        .containsEntry("g", new Dimension.Fixed(new Value.Real(2)));
  }

  @Test
  void namesTheParameterThatIsImpossible() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchSpaceCodec.fromAvro(Map.of("x", number("int", 5, 3).build())))
        .withMessage("config.hyperparams.x: low must not be above high, got 5 and 3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SearchSpaceCodec.fromAvro(Map.of("x", HyperParameter.newBuilder().build())));
  }

  @Test
  void readsThePlanOfAJob() {
    SearchPlan plan = JobCodec.fromAvro(PublicEvents.jobAccepted("a", 20, 3)).plan();

    assertThat(plan.strategy()).isEqualTo(Strategy.AUTO);
    assertThat(plan.trials()).isEqualTo(20);
    assertThat(plan.parallel()).isEqualTo(3);
    assertThat(plan.timeout()).isEqualTo(Duration.ofMinutes(30));
    assertThat(plan.seed()).isEqualTo(42);
    assertThat(plan.maxAttempts()).isEqualTo(3);
  }

  @Test
  void makesAJobWithoutSearchAStudyOfOneTrial() {
    JobAccepted fixed = PublicEvents.jobAccepted("a", 20, 3, config -> config.setEnableHpo(false));

    assertThat(JobCodec.fromAvro(fixed).plan().trials()).isEqualTo(1);
  }

  @Test
  void takesAnObjectiveThatIsNoNumberForAFailure() {
    assertThat(result(completed().setObjective(Double.NaN)))
        .isEqualTo(
            new Result.Ended(new Outcome.Failed("the objective was NaN"), Curve.NONE, Map.of()));
    assertThat(result(completed().setObjective(null)))
        .isEqualTo(
            new Result.Ended(new Outcome.Failed("the objective was null"), Curve.NONE, Map.of()));
  }

  @Test
  void tellsPrunedFailedAndGivenBackApart() {
    assertThat(result(completed().setState(TrialState.PRUNED).setObjective(0.4).setSteps(7)))
        .isEqualTo(new Result.Ended(new Outcome.Pruned(0.4, 7, 0), Curve.NONE, Map.of()));
    assertThat(result(completed().setState(TrialState.FAILED).setError("no memory")))
        .isEqualTo(new Result.Ended(new Outcome.Failed("no memory"), Curve.NONE, Map.of()));
    assertThat(result(completed().setState(TrialState.CANCELLED).setWorkerId("w7")))
        .isEqualTo(new Result.GivenBack("worker w7 gave it back"));
  }

  @Test
  void readsHowATrialCameToItsEnd() {
    List<StepReport> reports =
        List.of(new StepReport(5, 0.05, 4.0, 10L), new StepReport(10, 0.1, 3.0, 20L));
    Curve curve = Curve.ofValues(List.of(4f, 3f));

    assertThat(
            result(
                completed()
                    .setState(TrialState.PRUNED)
                    .setObjective(3.0)
                    .setSteps(10)
                    .setCurve(reports)))
        .isEqualTo(new Result.Ended(new Outcome.Pruned(3, 10, 0.1), curve, Map.of()));
    assertThat(result(completed().setObjective(2.0).setCurve(reports)))
        .isEqualTo(new Result.Ended(new Outcome.Complete(2), curve, Map.of()));
  }

  @Test
  void takesAFinalFitWithoutArtifactForAFailure() {
    assertThat(result(completed().setKind(TrialKind.FINAL_FIT)))
        .isEqualTo(
            new Result.Ended(
                new Outcome.Failed("the worker brought no artifact"), Curve.NONE, Map.of()));
  }

  @Test
  void knowsAWorkerByItsPlaceInHeartbeatsAndProgress() {
    Instant began = Instant.parse("2025-01-01T00:00:00Z");
    Instant now = began.plusSeconds(9);

    assertThat(
            CommandCodec.fromAvro(
                WorkerHeartbeat.newBuilder(PublicEvents.heartbeat("w7", 2, now))
                    .setName("rack-7")
                    .setStartedAt(began)
                    .build()))
        .isEqualTo(
            new PoolCommand.NoteWorker(new Incarnation("w7", "rack-7", began), 2, true, now));
    assertThat(
            CommandCodec.fromAvro(
                TrialProgressed.newBuilder()
                    .setStudyId("a")
                    .setAttempt(1)
                    .setWorkerId("w7")
                    .setWorkerName("rack-7")
                    .setOccurredAt(now)
                    .build()))
        .isEqualTo(
            new PoolCommand.NoteProgress(
                new AttemptId("a", 0, 1), new Lease.Holder("w7", "rack-7", now)));
  }

  @Test
  void hearsOfEveryRankButTheFirstByItsOwnTopic() {
    AttemptId second = new AttemptId("a", 4, 2, 1);
    Lease.Holder holder = new Lease.Holder("w7", "rack-7", PublicEvents.NOON);

    assertThat(rank(1, RankPhase.STARTED)).isEqualTo(new PoolCommand.NoteProgress(second, holder));
    assertThat(rank(1, RankPhase.ALIVE)).isEqualTo(new PoolCommand.NoteProgress(second, holder));
    assertThat(rank(1, RankPhase.DONE))
        .isEqualTo(new PoolCommand.TakeResult(second, new Result.Helped()));
    assertThat(rank(1, RankPhase.GAVE_UP))
        .isEqualTo(
            new PoolCommand.TakeResult(
                second, new Result.GivenBack("rank 1 gave up: it lost the others")));
    assertThat(rank(0, RankPhase.GAVE_UP))
        .isEqualTo(new PoolCommand.NoteProgress(second.ofRank(0), holder));
  }

  private static PoolCommand rank(int rank, RankPhase phase) {
    return CommandCodec.fromAvro(
        RankProgressed.newBuilder()
            .setStudyId("a")
            .setTrialNumber(4)
            .setAttempt(2)
            .setRank(rank)
            .setWorldSize(3)
            .setPhase(phase)
            .setMessage("it lost the others")
            .setWorkerId("w7")
            .setWorkerName("rack-7")
            .setOccurredAt(PublicEvents.NOON)
            .build());
  }

  @Test
  void hearsWhatAnAttemptHasStored() {
    assertThat(
            CommandCodec.fromAvro(
                TrialProgressed.newBuilder()
                    .setStudyId("a")
                    .setAttempt(2)
                    .setWorkerId("w7")
                    .setOccurredAt(PublicEvents.NOON)
                    .setCheckpoint(new CheckpointRef(new ArtifactRef("s3://here", "abc", 70L), 400))
                    .build()))
        .isEqualTo(
            new PoolCommand.NoteProgress(
                new AttemptId("a", 0, 2),
                new Lease.Holder("w7", "", PublicEvents.NOON),
                Optional.of(new Checkpoint(2, 400, "s3://here", "abc", 70))));
  }

  @Test
  void refusesEventsThatNoPoolHearsOf() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CommandCodec.fromAvro(new TrialProposed()))
        .withMessage("no pool hears of dev.millrace.events.TrialProposed");
  }

  private static Result result(TrialCompleted.Builder event) {
    return ((PoolCommand.TakeResult) CommandCodec.fromAvro(event.build())).result();
  }

  private static TrialCompleted.Builder completed() {
    return TrialCompleted.newBuilder().setKind(TrialKind.SEARCH).setState(TrialState.COMPLETE);
  }

  private static HyperParameter.Builder number(String type, double low, double high) {
    return HyperParameter.newBuilder().setType(type).setLow(low).setHigh(high);
  }
}
