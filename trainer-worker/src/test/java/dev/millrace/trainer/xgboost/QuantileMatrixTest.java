package dev.millrace.trainer.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.xgboost.QuantileMatrix.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class QuantileMatrixTest {
  private final Dataset dataset = ExampleData.dataset(3000, 5);
  private final Rows rows = dataset.splits().validation();
  private final float[] labels = labels(dataset.target(rows));

  @Test
  void holdsTheRowsTheLabelsAndTheNames() throws XGBoostError {
    dataset.feature(0)[rows.from()] = Float.NaN;
    try (QuantileMatrix matrix = QuantileMatrix.of(dataset, rows, Labels.of(labels), 64)) {
      assertThat(matrix.rowNum()).isEqualTo(rows.count());
      assertThat(matrix.nonMissingNum()).isEqualTo((long) rows.count() * 6 - 1);
      assertThat(matrix.getLabel()).isEqualTo(labels);
      assertThat(matrix.getFeatureNames()).containsExactlyElementsOf(ExampleData.FEATURES);
    }
  }

  @Test
  void givesTheModelOfAPlainMatrixBitForBit() throws XGBoostError {
    DMatrix plain = Boosting.rowsToPredict(dataset, rows);
    plain.setLabel(labels);
    plain.setFeatureNames(ExampleData.FEATURES.toArray(String[]::new));
    try (QuantileMatrix quantiles = QuantileMatrix.of(dataset, rows, Labels.of(labels), 256)) {
      for (long seed = 1; seed <= 3; seed++) {
        assertThat(train(quantiles, seed)).isEqualTo(train(plain, seed));
      }
    } finally {
      plain.dispose();
    }
  }

  @Test
  void givesTheSameModelsWhenSharedByThreadsAsWhenAlone() throws Exception {
    int models = 8;
    List<byte[]> alone;
    try (QuantileMatrix matrix = QuantileMatrix.of(dataset, rows, Labels.of(labels), 256)) {
      alone = IntStream.range(0, models).mapToObj(seed -> train(matrix, seed)).toList();
    }

    var together = new CyclicBarrier(models);
    // Cold: no thread has trained on this one before.
    try (QuantileMatrix matrix = QuantileMatrix.of(dataset, rows, Labels.of(labels), 256);
        ExecutorService threads = Executors.newFixedThreadPool(models)) {
      List<Future<byte[]>> shared =
          IntStream.range(0, models)
              .mapToObj(
                  seed ->
                      threads.submit(
                          () -> {
                            together.await();
                            return train(matrix, seed);
                          }))
              .toList();

      for (int seed = 0; seed < models; seed++) {
        assertThat(shared.get(seed).get()).isEqualTo(alone.get(seed));
      }
    }
    assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
  }

  @Test
  void holdsWhatRowsWeigh() throws XGBoostError {
    float[] weights = new float[labels.length];
    Arrays.fill(weights, 2);
    weights[1] = 0.5f;
    try (QuantileMatrix matrix =
        QuantileMatrix.of(
            dataset, rows, new Labels(labels, 1, Optional.of(weights), Optional.empty()), 64)) {
      assertThat(matrix.getWeight()).isEqualTo(weights);
    }
  }

  @Test
  void saysWhatXGBoostSaysAboutBadLabels() {
    float[] bad = Arrays.copyOf(labels, labels.length);
    bad[3] = Float.NaN;

    assertThatThrownBy(() -> QuantileMatrix.of(dataset, rows, Labels.of(bad), 256))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageContaining("Label contains NaN");
  }

  @Test
  void tellsTheVersionOfTheNativeLibrary() {
    assertThat(XGBoostVersion.current()).isEqualTo("3.4.0");
  }

  private static float[] labels(double[] target) {
    float[] labels = new float[target.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (float) target[i];
    }
    return labels;
  }

  private static byte[] train(DMatrix matrix, long seed) {
    var parameters =
        HyperParameters.of(
            Map.of("n_estimators", 20L, "subsample", 0.7, "colsample_bytree", 0.8), seed, 256);
    try {
      Booster booster = XGBoost.train(matrix, parameters.forXGBoost(1), 0, Map.of(), null, null);
      for (int round = 0; round < parameters.rounds(); round++) {
        booster.update(matrix, round);
      }
      byte[] model = booster.toByteArray("ubj");
      booster.dispose();
      return model;
    } catch (XGBoostError e) {
      throw new AssertionError(e);
    }
  }
}
