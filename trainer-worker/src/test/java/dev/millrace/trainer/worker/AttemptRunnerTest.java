package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.events.DatasetRef;
import dev.millrace.events.StoppingRule;
import dev.millrace.events.Threshold;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.testkit.InMemoryObjectStore;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.train.Checkpoint;
import dev.millrace.trainer.train.Keeper;
import dev.millrace.trainer.train.Step;
import dev.millrace.trainer.train.Trainers;
import dev.millrace.trainer.train.UnusableCheckpoint;
import dev.millrace.trainer.train.Watch;
import dev.millrace.trainer.worker.codec.TrialEvents;
import dev.millrace.trainer.xgboost.Boosting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptRunnerTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path folder;
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private final Trainers trainers = Trainers.all();
  private PreparedDatasets datasets;
  private AttemptRunner runner;
  private Proposals proposals;

  @BeforeEach
  void prepare() throws Exception {
    proposals = Proposals.on(store, folder, 1);
    datasets = datasets(store);
    runner = runner(datasets, store);
  }

  @AfterEach
  void close() {
    datasets.close();
  }

  private PreparedDatasets datasets(ObjectStore from) {
    return datasets(from, new MemoryNeed(1 << 30, 1 << 30));
  }

  private PreparedDatasets datasets(ObjectStore from, MemoryNeed budget) {
    return new PreparedDatasets(
        trainers, new DatasetFiles(folder.resolve("cache"), 1 << 30, from, CLOCK), 2, budget);
  }

  private AttemptRunner runner(PreparedDatasets datasets, ObjectStore to) {
    var events = new TrialEvents("worker-1", "", trainers.libraryVersions(), CLOCK);
    return new AttemptRunner(datasets, to, events, new ProcessFacts(), AttemptLimits.NONE, teams());
  }

  private static Teams teams() {
    return new Teams("127.0.0.1", Duration.ofSeconds(10), new Gangs(), (_, _) -> {});
  }

  private TrialCompleted run(TrialProposed.Builder proposal) {
    return runner.run(proposal.build(), new Unwatched(), Keeper.NONE).event();
  }

  private static final class Unwatched implements Watch {
    @Override
    public void planned(int steps) {}

    @Override
    public void step(Step step) {}

    @Override
    public Optional<String> cancelled() {
      return Optional.empty();
    }
  }

  @Test
  void answersASearchTrialWithItsObjectiveAndItsCosts() {
    TrialCompleted completed = run(proposals.search("job", 3));

    assertThat(completed.getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(completed.getObjective()).isEqualTo(completed.getMetrics().get("mae"));
    assertThat(completed.getSteps()).isEqualTo(20);
    assertThat(completed.getAttemptId()).isEqualTo("job-3-1");
    assertThat(completed.getWorkerId()).isEqualTo("worker-1");
    assertThat(completed.getParameters()).containsEntry("n_estimators", 20L);
    assertThat(completed.getLibraryVersions()).containsEntry("xgboost", "3.4.0");
    assertThat(completed.getTestMetrics()).isEmpty();
    assertThat(completed.getResources().getTrainMs())
        .isPositive()
        .isLessThanOrEqualTo(completed.getResources().getWallMs());
  }

  @Test
  void saysTheSameAboutTheSameAttemptExceptItsCosts() {
    TrialCompleted first = run(proposals.search("job", 3));
    TrialCompleted second = run(proposals.search("job", 3));

    assertThat(TrialCompleted.newBuilder(second).setResources(first.getResources()).build())
        .isEqualTo(first);
  }

  @Test
  void storesTheModelOfAFinalFitUnderItsHash() throws IOException {
    TrialCompleted completed = run(proposals.finalFit("job", 9));

    assertThat(completed.getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(completed.getMetrics()).isEmpty();
    assertThat(completed.getTestMetrics()).containsKeys("mae", "mase");
    assertThat(completed.getBaselines()).containsKeys("ridge", "seasonal_naive_24");
    var artifact = completed.getArtifact();
    assertThat(artifact).isNotNull();
    byte[] model = store.fetch(artifact.getUri(), artifact.getSha256());
    assertThat(model).hasSize((int) artifact.getSizeBytes());
    try (ForecastModel loaded = ForecastModel.load(model)) {
      assertThat(loaded.target()).isEqualTo("load_kw");
    }
  }

  @Test
  void answersATrialThatItsRuleStopped() {
    var rule =
        StoppingRule.newBuilder()
            .setKind("thresholds")
            .setThresholds(List.of(new Threshold(0.25, 0.0)))
            .build();

    TrialCompleted completed = run(proposals.search("job", 3).setStoppingRule(rule));

    assertThat(completed.getState()).isEqualTo(TrialState.PRUNED);
    assertThat(completed.getSteps()).isEqualTo(5);
    assertThat(completed.getObjective()).isNotNull();
  }

  @Test
  void failsAnAttemptThatCannotBeTrainedAndSaysWhy() {
    assertFailed(
        proposals.search("job", 3).setParameters(Map.of("max_dept", 3L)),
        "hyperparameter max_dept is not known");
    assertFailed(proposals.search("job", 3).setParameters(Map.of("subsample", -1.0)), "XGBoost: ");
    assertFailed(
        proposals.search("job", 3).setModelType("oracle"),
        "model type must be one of [anomaly, forecast, quantile_forecast], got 'oracle'");
    assertFailed(proposals.search("job", 3).setObjective("auc"), "objective must be one of mae");
    assertFailed(
        proposals.search("job", 3).setDataset(DatasetRef.newBuilder().build()),
        "dataset.columns must have one column of role target, got []");
  }

  @Test
  void failsAnAttemptThatCanNeverFitBeforeItLoadsAnything() {
    try (PreparedDatasets tight = datasets(new StorageThatIsDown(), new MemoryNeed(1000, 1000))) {
      TrialCompleted completed =
          runner(tight, store)
              .run(proposals.search("job", 3).build(), new Unwatched(), Keeper.NONE)
              .event();

      assertThat(completed.getState()).isEqualTo(TrialState.FAILED);
      assertThat(completed.getError())
          .startsWith("2000 rows of 6 features in 1 folds need about 0.2 MB of heap and 24.5 MB")
          .contains("memory-budget");
    }
  }

  @Test
  void failsAnAttemptThatTakesMoreThanItMayAndNoOther() {
    var events = new TrialEvents("worker-1", "", trainers.libraryVersions(), CLOCK);
    var impatient =
        new AttemptRunner(
            datasets,
            store,
            events,
            new ProcessFacts(),
            new AttemptLimits(Duration.ZERO, Duration.ofNanos(1)),
            teams());

    TrialCompleted late =
        impatient.run(proposals.search("job", 3).build(), new Unwatched(), Keeper.NONE).event();

    assertThat(late.getState()).isEqualTo(TrialState.FAILED);
    assertThat(late.getError()).contains("attempt-wall-limit");
    assertThat(run(proposals.search("job", 3)).getState()).isEqualTo(TrialState.COMPLETE);
    assertThat(datasets.used().outside()).isPositive();
    assertThat(datasets.waiting()).isZero();
  }

  @Test
  void failsAnAttemptWhoseDatasetIsGone() {
    store.delete(proposals.search("job", 3).getDataset().getArtifact().getUri());

    assertFailed(proposals.search("job", 3), "dataset s3://memory/datasets/");
  }

  private void assertFailed(TrialProposed.Builder proposal, String error) {
    TrialCompleted completed = run(proposal);
    assertThat(completed.getState()).isEqualTo(TrialState.FAILED);
    assertThat(completed.getError()).startsWith(error);
    assertThat(completed.getObjective()).isNull();
  }

  @Test
  void saysTheSameWhenNobodyCanGoOnFromItsCheckpoint() {
    TrialCompleted undisturbed = run(proposals.search("job", 3));
    var broken =
        new Checkpoint(List.of(new Boosting.Snapshot(new byte[] {1}, 9, 0)), Optional.empty());
    var keeper = new FindsOnce(broken);

    TrialCompleted completed =
        runner.run(proposals.search("job", 3).build(), new Unwatched(), keeper).event();

    assertThat(keeper.why).hasMessageContaining("it is not of a search trial");
    assertThat(
            TrialCompleted.newBuilder(completed).setResources(undisturbed.getResources()).build())
        .isEqualTo(undisturbed);
  }

  /** Finds a checkpoint until it is refused. */
  private static final class FindsOnce implements Keeper {
    private Optional<Checkpoint> found;
    private @Nullable UnusableCheckpoint why;

    FindsOnce(Checkpoint found) {
      this.found = Optional.of(found);
    }

    @Override
    public Optional<Checkpoint> found() {
      return found;
    }

    @Override
    public void refused(UnusableCheckpoint reason) {
      why = reason;
      found = Optional.empty();
    }

    @Override
    public boolean isDue() {
      return false;
    }

    @Override
    public void keep(Checkpoint reached) {}
  }

  @Test
  void hasNoResultWhileStorageDoesNotAnswer() {
    var down = new StorageThatIsDown();
    try (PreparedDatasets unreachable = datasets(down)) {
      AttemptRunner lost = runner(unreachable, down);
      TrialProposed proposed = proposals.search("job", 3).build();

      assertThatThrownBy(() -> lost.run(proposed, new Unwatched(), Keeper.NONE))
          .isInstanceOf(UncheckedIOException.class);
    }
    AttemptRunner cannotStore = runner(datasets, down);
    TrialProposed finalFit = proposals.finalFit("job", 9).build();

    assertThatThrownBy(() -> cannotStore.run(finalFit, new Unwatched(), Keeper.NONE))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("the model cannot be stored");
  }
}
