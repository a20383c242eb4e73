package dev.millrace.trainer.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.xgboost.QuantileMatrix.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BoostingTest {
  private static final int ROUNDS = 24;

  private final Dataset dataset = ExampleData.dataset(2000, 11);
  private final Rows rows = dataset.splits().train();
  private final Rows judged = dataset.splits().validation();

  /** What differs between one round and the next, and what makes sums of another order. */
  static Stream<Map<String, Object>> parameters() {
    return Stream.of(
        Map.of(),
        Map.of("subsample", 0.6),
        Map.of("subsample", 0.5, "sampling_method", "gradient_based"),
        Map.of("colsample_bytree", 0.5, "colsample_bylevel", 0.7, "colsample_bynode", 0.6),
        Map.of("subsample", 0.7, "colsample_bynode", 0.5, "num_parallel_tree", 3L),
        Map.of("objective", "reg:absoluteerror", "subsample", 0.8, "max_depth", 3L),
        Map.of("objective", "reg:pseudohubererror", "colsample_bylevel", 0.5),
        Map.of("grow_policy", "lossguide", "max_leaves", 20L, "max_depth", 0L, "subsample", 0.8),
        Map.of("max_depth", 9L, "max_bin", 32L, "learning_rate", 0.05, "subsample", 0.9),
        Map.of("interaction_constraints", "[[0,1,2],[3,4,5]]", "colsample_bynode", 0.7));
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void goesOnBitForBitFromWhereAnotherStopped(Map<String, Object> given) {
    HyperParameters parameters = HyperParameters.of(given, 5, 256);
    try (QuantileMatrix matrix = matrix(parameters)) {
      Trained undisturbed = train(parameters, matrix, Optional.empty(), new ArrayList<>(), 0);
      List<Boosting.Snapshot> snapshots = new ArrayList<>();
      Trained looked = train(parameters, matrix, Optional.empty(), snapshots, 5);

      assertThat(looked).isEqualTo(undisturbed);
      assertThat(snapshots).hasSize(4);
      for (Boosting.Snapshot snapshot : snapshots) {
        Trained resumed = train(parameters, matrix, Optional.of(snapshot), new ArrayList<>(), 0);
        assertThat(resumed)
            .as("from round %d", snapshot.rounds())
            .isEqualTo(undisturbed.from(snapshot.rounds()));
      }
    }
  }

  @Test
  void countsRoundsAndTimeOfBothParts() {
    HyperParameters parameters = HyperParameters.of(Map.of(), 5, 256);
    DMatrix scored = Boosting.rowsToPredict(dataset, judged);
    try (QuantileMatrix matrix = matrix(parameters);
        var first = new Boosting(parameters, matrix, scored);
        var second = new Boosting(parameters, matrix, scored)) {
      first.round();
      first.round();
      Boosting.Snapshot snapshot = first.snapshot();

      second.resume(snapshot);
      second.round();

      assertThat(second.rounds()).isEqualTo(3);
      assertThat(second.nanos()).isGreaterThan(snapshot.nanos());
    } finally {
      scored.dispose();
    }
  }

  @Test
  void refusesBytesThatAreNoSnapshot() {
    HyperParameters parameters = HyperParameters.of(Map.of(), 5, 256);
    DMatrix scored = Boosting.rowsToPredict(dataset, judged);
    try (QuantileMatrix matrix = matrix(parameters);
        var boosting = new Boosting(parameters, matrix, scored)) {
      var nonsense = new Boosting.Snapshot(new byte[] {1, 2, 3}, 1, 0);

      assertThatThrownBy(() -> boosting.resume(nonsense)).isInstanceOf(TrainingFailed.class);
    } finally {
      scored.dispose();
    }
  }

  /** A model, and what it forecast after each round, as hashes of all bits. */
  private record Trained(List<Integer> forecasts, int model) {
    Trained from(int rounds) {
      return new Trained(forecasts.subList(rounds, forecasts.size()), model);
    }
  }

  private QuantileMatrix matrix(HyperParameters parameters) {
    Labels labels = Labels.of(floats(dataset.target(rows)));
    return QuantileMatrix.of(dataset, rows, labels, parameters.maxBin());
  }

  /** Trains to the end, from a snapshot if there is one, and takes one every so many rounds. */
  private Trained train(
      HyperParameters parameters,
      QuantileMatrix matrix,
      Optional<Boosting.Snapshot> from,
      List<Boosting.Snapshot> taken,
      int every) {
    DMatrix scored = Boosting.rowsToPredict(dataset, judged);
    try (var boosting = new Boosting(parameters, matrix, scored)) {
      from.ifPresent(boosting::resume);
      List<Integer> forecasts = new ArrayList<>();
      while (boosting.rounds() < ROUNDS) {
        boosting.round();
        forecasts.add(hash(boosting, scored));
        if (every > 0 && boosting.rounds() % every == 0) {
          taken.add(boosting.snapshot());
        }
      }
      return new Trained(forecasts, Arrays.hashCode(boosting.save(Map.of())));
    } finally {
      scored.dispose();
    }
  }

  private static int hash(Boosting boosting, DMatrix scored) {
    return Arrays.deepHashCode(boosting.predict(scored));
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
