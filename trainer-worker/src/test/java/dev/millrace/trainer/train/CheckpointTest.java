package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.xgboost.Boosting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A trial that goes on from a checkpoint ends as one that nobody disturbed. */
class CheckpointTest {
  private static final SortedMap<String, String> OF = new TreeMap<>(Map.of("seed", "7"));
  private static final Dataset DATASET = ExampleData.dataset(1500, 11);

  /** What is trained, named for the test. */
  record Case(String name, Trainer trainer, Assignment assignment) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Keeps a checkpoint after every so many rounds, as bytes; goes on from one if it has it. */
  private static final class EveryFewRounds implements Keeper {
    final List<byte[]> kept = new ArrayList<>();
    private final Optional<byte[]> from;
    private final int every;
    private int asked;

    EveryFewRounds(Optional<byte[]> from, int every) {
      this.from = from;
      this.every = every;
    }

    @Override
    public Optional<Checkpoint> found() {
      return from.map(bytes -> read(OF, bytes));
    }

    @Override
    public void refused(UnusableCheckpoint why) {
      throw why;
    }

    @Override
    public boolean isDue() {
      return ++asked % every == 0;
    }

    @Override
    public void keep(Checkpoint reached) {
      kept.add(bytes(reached));
    }
  }

  private static Case search(
      String name, Map<String, Object> parameters, StoppingRule rule, Fitting fitting) {
    return new Case(
        name, new ForecastTrainer(), assignment(Kind.SEARCH, parameters, rule, fitting));
  }

  private static Assignment assignment(
      Kind kind, Map<String, Object> given, StoppingRule rule, Fitting fitting) {
    Map<String, Object> parameters = new HashMap<>(given);
    parameters.putIfAbsent("n_estimators", 30L);
    parameters.putIfAbsent("subsample", 0.7);
    return new Assignment(kind, parameters, 7, Metric.MAE, rule, fitting, OptionalInt.empty());
  }

  private static Fitting folds(int count, int patience) {
    return new Fitting(count, true, Optional.empty(), Optional.empty(), OptionalInt.of(patience));
  }

  private static StoppingRule rule(double bound, double patience) {
    return new StoppingRule(
        List.of(new StoppingRule.Threshold(0.33, 1e9), new StoppingRule.Threshold(0.61, bound)),
        patience,
        0.01,
        "of a test");
  }

  static Stream<Case> cases() {
    Map<String, Object> sampled =
        Map.of("colsample_bytree", 0.7, "colsample_bylevel", 0.8, "colsample_bynode", 0.8);
    Map<String, Object> overfitting =
        Map.of("n_estimators", 80L, "learning_rate", 0.6, "max_depth", 8L);
    return Stream.of(
        search("one fold", Map.of(), StoppingRule.NONE, folds(1, 0)),
        search("three folds", sampled, StoppingRule.NONE, folds(3, 0)),
        search("default fitting", Map.of(), StoppingRule.NONE, Fitting.DEFAULT),
        new Case(
            "quantiles",
            new QuantileTrainer(),
            assignment(Kind.SEARCH, sampled, StoppingRule.NONE, folds(2, 0))),
        new Case(
            "final fit of quantiles",
            new QuantileTrainer(),
            assignment(Kind.FINAL_FIT, sampled, StoppingRule.NONE, folds(2, 0))),
        new Case(
            "path",
            new ForecastTrainer(),
            assignment(
                Kind.SEARCH, sampled, StoppingRule.NONE, PathTrainerTest.ofPath(folds(2, 0)))),
        new Case(
            "final fit of a path",
            new ForecastTrainer(),
            assignment(
                Kind.FINAL_FIT, sampled, StoppingRule.NONE, PathTrainerTest.ofPath(folds(2, 0)))),
        search(
            "absolute error",
            Map.of("objective", "reg:absoluteerror", "max_depth", 3L),
            StoppingRule.NONE,
            folds(2, 0)),
        search(
            "leaf by leaf",
            Map.of("grow_policy", "lossguide", "max_leaves", 24L, "max_depth", 0L),
            StoppingRule.NONE,
            folds(2, 0)),
        search("stopped early", overfitting, StoppingRule.NONE, folds(3, 12)),
        search("pruned", Map.of(), rule(0, 0), folds(2, 0)),
        search("pruned as stuck", overfitting, rule(0, 0.2), folds(2, 0)),
        search("not pruned", sampled, rule(1e9, 0.5), folds(2, 0)),
        new Case(
            "final fit",
            new ForecastTrainer(),
            assignment(Kind.FINAL_FIT, sampled, StoppingRule.NONE, folds(3, 0))),
        new Case(
            "detector",
            new AnomalyTrainer(),
            assignment(Kind.FINAL_FIT, sampled, StoppingRule.NONE, folds(2, 0))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void endsAsIfNothingHadHappenedWhereverItGoesOn(Case one) {
    try (Trainer.Prepared prepared = one.trainer().prepare(DATASET)) {
      var undisturbed = new TrainerContract.Notes();
      Outcome expected = prepared.train(one.assignment(), undisturbed);
      var watched = new EveryFewRounds(Optional.empty(), 4);
      assertSame(prepared.train(one.assignment(), new TrainerContract.Notes(), watched), expected);
      assertThat(watched.kept).hasSizeGreaterThan(1);

      for (byte[] checkpoint : watched.kept) {
        int round = read(OF, checkpoint).round();
        var notes = new TrainerContract.Notes();
        Outcome resumed = prepared.train(one.assignment(), notes, from(checkpoint));

        assertSame(resumed, expected);
        assertThat(notes.steps)
            .as("steps from round %d", round)
            .isEqualTo(undisturbed.steps.stream().filter(step -> step.number() > round).toList());
      }
    }
  }

  @Test
  void goesOnFromACheckpointOfACheckpointInAnotherProcess() {
    Case one = search("twice", Map.of(), StoppingRule.NONE, folds(2, 0));
    Outcome expected;
    EveryFewRounds first = new EveryFewRounds(Optional.empty(), 7);
    try (Trainer.Prepared prepared = one.trainer().prepare(DATASET)) {
      expected = prepared.train(one.assignment(), new TrainerContract.Notes(), first);
    }

    var second = new EveryFewRounds(Optional.of(first.kept.getFirst()), 5);
    try (Trainer.Prepared prepared = one.trainer().prepare(DATASET)) {
      prepared.train(one.assignment(), new TrainerContract.Notes(), second);
    }
    try (Trainer.Prepared prepared = one.trainer().prepare(DATASET)) {
      assertThat(read(OF, second.kept.get(1)).round()).isEqualTo(17);
      assertSame(
          prepared.train(one.assignment(), new TrainerContract.Notes(), from(second.kept.get(1))),
          expected);
    }
  }

  /** A later attempt is told another rule, which is made of what was counted meanwhile. */
  @Test
  void keepsTheRuleThatItBeganWith() {
    Case lenient = search("lenient", Map.of(), rule(1e9, 0), folds(2, 0));
    Case strict = search("strict", Map.of(), rule(0, 0), folds(2, 0));
    try (Trainer.Prepared prepared = lenient.trainer().prepare(DATASET)) {
      var keeper = new EveryFewRounds(Optional.empty(), 10);
      Outcome expected = prepared.train(lenient.assignment(), new TrainerContract.Notes(), keeper);

      Outcome resumed =
          prepared.train(
              strict.assignment(), new TrainerContract.Notes(), from(keeper.kept.getFirst()));

      assertThat(expected).isInstanceOf(Outcome.Searched.class);
      assertSame(resumed, expected);
    }
  }

  @Test
  void countsTheTimeOfAllAttempts() {
    Case one = search("timed", Map.of(), StoppingRule.NONE, folds(1, 0));
    try (Trainer.Prepared prepared = one.trainer().prepare(DATASET)) {
      var keeper = new EveryFewRounds(Optional.empty(), 29);
      prepared.train(one.assignment(), new TrainerContract.Notes(), keeper);
      Checkpoint late = read(OF, keeper.kept.getFirst());

      Outcome resumed =
          prepared.train(one.assignment(), new TrainerContract.Notes(), from(keeper.kept.get(0)));

      assertThat(resumed.trainNanos()).isGreaterThan(late.models().getFirst().nanos());
    }
  }

  @Test
  void refusesWhatIsNoneOfThisTraining() {
    byte[] checkpoint = bytes(tiny());

    assertUnusable("its seed is '7', not '8'", new TreeMap<>(Map.of("seed", "8")), checkpoint);
    assertUnusable(
        "its xgboost is '', not '3.4.0'",
        new TreeMap<>(Map.of("seed", "7", "xgboost", "3.4.0")),
        checkpoint);
    assertUnusable("it is no checkpoint", OF, new byte[64]);
    byte[] older = checkpoint.clone();
    older[11]--;
    assertUnusable(
        "its format is version %d, not %d"
            .formatted(CheckpointFormat.VERSION - 1, CheckpointFormat.VERSION),
        OF,
        older);
  }

  @Test
  void refusesWhatIsCutShortAnywhere() {
    byte[] checkpoint = bytes(tiny());

    for (int length = 0; length < checkpoint.length; length++) {
      byte[] part = Arrays.copyOf(checkpoint, length);
      assertThatThrownBy(() -> read(OF, part)).isInstanceOf(UnusableCheckpoint.class);
    }
  }

  @Test
  void refusesModelsThatXGBoostCannotRestore() {
    Case one = search("broken", Map.of(), StoppingRule.NONE, folds(1, 0));
    try (Trainer.Prepared prepared = one.trainer().prepare(DATASET)) {
      assertThatThrownBy(
              () ->
                  prepared.train(
                      one.assignment(), new TrainerContract.Notes(), from(bytes(tiny()))))
          .isInstanceOf(UnusableCheckpoint.class)
          .hasMessageContaining("cannot be restored");
    }
  }

  private static byte[] bytes(Checkpoint checkpoint) {
    var bytes = new ByteArrayOutputStream();
    try {
      CheckpointFormat.write(OF, checkpoint, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static Checkpoint read(SortedMap<String, String> of, byte[] bytes) {
    return CheckpointFormat.read(of, new ByteArrayInputStream(bytes));
  }

  private static void assertUnusable(
      String why, SortedMap<String, String> wanted, byte[] checkpoint) {
    assertThatThrownBy(() -> read(wanted, checkpoint))
        .isInstanceOf(UnusableCheckpoint.class)
        .hasMessage(why);
  }

  private static Checkpoint tiny() {
    return new Checkpoint(
        List.of(new Boosting.Snapshot(new byte[] {1, 2, 3}, 5, 77)),
        Optional.of(
            new Checkpoint.Search(
                rule(3, 0.5),
                StoppingRule.Position.START,
                new EarlyStopping.Best(2.5, 4),
                List.of(new Step(3, 0.3, 9.5), new Step(4, 0.4, 2.5)),
                new Step(4, 0.4, 2.5),
                Map.of("mae", 2.5))));
  }

  private static EveryFewRounds from(byte[] checkpoint) {
    return new EveryFewRounds(Optional.of(checkpoint), Integer.MAX_VALUE);
  }

  private static void assertSame(Outcome actual, Outcome expected) {
    assertThat(actual).usingRecursiveComparison().ignoringFields("trainNanos").isEqualTo(expected);
  }
}
