package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.train.StoppingRule.Threshold;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every trainer must do; a trainer's test class extends it. */
abstract class TrainerContract {
  protected static final Fitting PLAIN =
      new Fitting(1, true, Optional.empty(), Optional.empty(), OptionalInt.of(0));

  protected final Dataset dataset = ExampleData.dataset(2500, 11);
  protected final Trainer trainer = trainer();
  private final Trainer.Prepared prepared = trainer.prepare(dataset);

  abstract Trainer trainer();

  /** Parameters that take this many steps. */
  abstract Map<String, Object> parameters(int steps);

  @AfterEach
  void close() {
    prepared.close();
  }

  /** Remembers what it saw, and cancels before a step. */
  protected static final class Notes implements Watch {
    final List<Step> steps = new ArrayList<>();
    int planned;
    private int questions;
    private final int cancelAfter;

    Notes() {
      this(Integer.MAX_VALUE);
    }

    Notes(int cancelAfter) {
      this.cancelAfter = cancelAfter;
    }

    @Override
    public void planned(int steps) {
      planned = steps;
    }

    @Override
    public void step(Step step) {
      steps.add(step);
    }

    @Override
    public Optional<String> cancelled() {
      return questions++ == cancelAfter ? Optional.of("the job was cancelled") : Optional.empty();
    }
  }

  protected Assignment assignment(Kind kind, Map<String, Object> parameters, long seed) {
    return assignment(kind, parameters, seed, Metric.MAE, StoppingRule.NONE);
  }

  /** On one fold, to the last round: what trials do by themselves is tested by its own. */
  protected Assignment assignment(
      Kind kind, Map<String, Object> parameters, long seed, Metric objective, StoppingRule rule) {
    return new Assignment(kind, parameters, seed, objective, rule, PLAIN, OptionalInt.empty());
  }

  private Outcome train(Kind kind, long seed) {
    return prepared.train(assignment(kind, parameters(15), seed), new Notes());
  }

  protected Outcome train(Assignment assignment) {
    return prepared.train(assignment, new Notes());
  }

  @Test
  void reportsEveryStepAndEndsWithTheLastValue() {
    var notes = new Notes();

    Outcome outcome = prepared.train(assignment(Kind.SEARCH, parameters(20), 1), notes);

    assertThat(notes.planned).isEqualTo(20);
    assertThat(notes.steps)
        .extracting(Step::number)
        .isEqualTo(IntStream.range(1, 21).boxed().toList());
    assertThat(notes.steps.getLast().budgetShare()).isEqualTo(1);
    assertThat(notes.steps.getLast().value()).isLessThan(notes.steps.getFirst().value());
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Searched.class,
            searched -> {
              assertThat(searched.objective()).isEqualTo(notes.steps.getLast().value());
              assertThat(searched.metrics()).containsEntry("mae", searched.objective());
              assertThat(searched.steps()).isEqualTo(20);
              assertThat(searched.trainNanos()).isPositive();
            });
  }

  @ParameterizedTest
  @EnumSource(value = Metric.class, mode = EnumSource.Mode.EXCLUDE, names = "PINBALL")
  void minimisesAnyMetric(Metric metric) {
    var searched =
        (Outcome.Searched)
            train(assignment(Kind.SEARCH, parameters(3), 1, metric, StoppingRule.NONE));

    assertThat(searched.objective()).isEqualTo(searched.metrics().get(metric.label()));
  }

  @Test
  void isMeasuredAtTwentySharesOfItsBudget() {
    var notes = new Notes();

    var searched =
        (Outcome.Searched) prepared.train(assignment(Kind.SEARCH, parameters(90), 1), notes);

    assertThat(searched.steps()).isEqualTo(90);
    assertThat(searched.curve()).isEqualTo(notes.steps);
    assertThat(searched.curve())
        .extracting(Step::number)
        .containsExactly(
            5, 9, 14, 18, 23, 27, 32, 36, 41, 45, 50, 54, 59, 63, 68, 72, 77, 81, 86, 90);
  }

  @Test
  void saysWhatItsModelWeighs() {
    var small = (Outcome.Searched) train(assignment(Kind.SEARCH, parameters(5), 1));
    var large = (Outcome.Searched) train(assignment(Kind.SEARCH, parameters(50), 1));

    assertThat(small.metrics().get("model_bytes"))
        .isPositive()
        .isLessThan(large.metrics().get("model_bytes"));
  }

  /** Measuring must not change what is trained, nor where a rule that names its own share stops. */
  @Test
  void comesToTheSameEndWithTheSameRule() {
    var rule = new StoppingRule(List.of(new Threshold(0.33, 0)), 0, 0, "");
    var assignment = assignment(Kind.SEARCH, parameters(200), 1, Metric.MAE, rule);

    var first = (Outcome.Pruned) train(assignment);
    var second = (Outcome.Pruned) train(assignment);
    var unpruned = (Outcome.Searched) train(assignment(Kind.SEARCH, parameters(66), 1));

    assertThat(first.steps()).isEqualTo(66).isEqualTo(second.steps());
    assertThat(first.value()).isEqualTo(second.value()).isEqualTo(unpruned.objective());
    assertThat(first.metrics()).isEqualTo(second.metrics()).isEqualTo(unpruned.metrics());
    assertThat(first.curve()).isEqualTo(second.curve()).hasSize(6);
    assertThat(first.curve().getLast().number()).isEqualTo(60);
  }

  @Test
  void givesUpWhenItNoLongerImproves() {
    var rule = new StoppingRule(List.of(), 0.2, 1e9, "");

    var pruned =
        (Outcome.Pruned) train(assignment(Kind.SEARCH, parameters(40), 1, Metric.MAE, rule));

    assertThat(pruned.steps()).isEqualTo(10);
    assertThat(pruned.why()).endsWith("has not improved over 20 % of the budget");
  }

  @Test
  void stopsAtItsStoppingRule() {
    var notes = new Notes();
    var rule = new StoppingRule(List.of(new Threshold(0.5, 0)), 0, 0, "");

    Outcome outcome =
        prepared.train(assignment(Kind.SEARCH, parameters(20), 1, Metric.MAE, rule), notes);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Pruned.class,
            pruned -> {
              assertThat(pruned.steps()).isEqualTo(10);
              assertThat(pruned.value()).isEqualTo(notes.steps.getLast().value());
              assertThat(pruned.metrics()).containsEntry("mae", pruned.value());
            });
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void stopsWhenItIsCancelled(Kind kind) {
    Outcome outcome = prepared.train(assignment(kind, parameters(20), 1), new Notes(7));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Cancelled.class,
            cancelled -> {
              assertThat(cancelled.steps()).isEqualTo(7);
              assertThat(cancelled.why()).isEqualTo("the job was cancelled");
            });
  }

  @Test
  void givesTheSameOutcomeForTheSameAssignmentWhateverElseIsTrained() throws Exception {
    List<byte[]> alone =
        IntStream.range(0, 4).mapToObj(seed -> fitted(train(Kind.FINAL_FIT, seed))).toList();
    double objective = ((Outcome.Searched) train(Kind.SEARCH, 9)).objective();

    try (ExecutorService threads = Executors.newFixedThreadPool(4);
        Trainer.Prepared cold = trainer.prepare(dataset)) {
      List<Future<byte[]>> models = new ArrayList<>();
      List<Future<Outcome>> searches = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        int seed = i % 4;
        searches.add(
            threads.submit(
                () -> cold.train(assignment(Kind.SEARCH, parameters(15), 9), new Notes())));
        models.add(
            threads.submit(
                () ->
                    fitted(
                        cold.train(
                            assignment(Kind.FINAL_FIT, parameters(15), seed), new Notes()))));
      }

      for (int i = 0; i < 12; i++) {
        assertThat(models.get(i).get()).isEqualTo(alone.get(i % 4));
        assertThat(((Outcome.Searched) searches.get(i).get()).objective()).isEqualTo(objective);
      }
    }
  }

  @Test
  void scoresTheFinalFitOnTestRowsBesideEveryBaseline() {
    var fitted = (Outcome.Fitted) train(Kind.FINAL_FIT, 1);

    assertThat(fitted.baselines())
        .containsOnlyKeys("persistence", "seasonal_naive_24", "seasonal_naive_168", "ridge");
    assertThat(fitted.objective()).isEqualTo(fitted.testMetrics().get("mae"));
    fitted
        .baselines()
        .values()
        .forEach(scores -> assertThat(fitted.testMetrics().keySet()).containsAll(scores.keySet()));
  }

  @Test
  void failsWithAReasonForAParameterThatItDoesNotKnow() {
    Map<String, Object> parameters = new HashMap<>(parameters(5));
    parameters.put("no_such_thing", 1L);

    assertThatThrownBy(() -> train(assignment(Kind.SEARCH, parameters, 1)))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageContaining("no_such_thing");
  }

  @Test
  void failsWithAReasonWhenTheObjectiveHasNoValue() {
    int rows = 600;
    DatasetLayout layout = ExampleData.layout(rows);
    var zeros =
        new Dataset(
            layout,
            new float[6][rows],
            new double[3][rows],
            new double[rows],
            ExampleData.times(rows, 24));

    try (Trainer.Prepared prepared = trainer.prepare(zeros)) {
      assertThatThrownBy(
              () ->
                  prepared.train(
                      assignment(Kind.SEARCH, parameters(5), 1, Metric.MAPE, StoppingRule.NONE),
                      new Notes()))
          .isInstanceOf(TrainingFailed.class)
          .hasMessageContaining("objective mape is NaN");
    }
  }

  protected static byte[] fitted(Outcome outcome) {
    return ((Outcome.Fitted) outcome).model().bytes();
  }
}
