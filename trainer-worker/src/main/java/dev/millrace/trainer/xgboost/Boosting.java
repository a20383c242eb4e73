package dev.millrace.trainer.xgboost;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** One model while it is trained, round by round; counts the time inside XGBoost. */
public final class Boosting implements AutoCloseable {
  /** A call into XGBoost. */
  private interface Call<T> {
    T run() throws XGBoostError;
  }

  private final DMatrix training;
  private final Booster booster;
  private long nanos;
  private int rounds;

  /**
   * An empty model.
   *
   * @param training may be shared with other models
   * @param scored rows to predict after each round; XGBoost remembers the sum of the trees so far
   */
  public Boosting(HyperParameters parameters, QuantileMatrix training, DMatrix scored) {
    this.training = training;
    Map<String, Object> forXGBoost = parameters.forXGBoost(training.outputs());
    training.beginning().ifPresent(known -> forXGBoost.putIfAbsent("base_score", known));
    if (training.outputs() > 1) {
      // A leaf has a value for each output: fewer trees, which cannot learn each step's noise.
      forXGBoost.put("multi_strategy", "multi_output_tree");
    }
    this.booster =
        timed(() -> XGBoost.train(training, forXGBoost, 0, Map.of("scored", scored), null, null));
  }

  /** Rows to predict, not to train on; private to one thread or never written to. */
  public static DMatrix rowsToPredict(Dataset dataset, Rows rows) {
    try {
      DMatrix matrix =
          new DMatrix(dataset.featuresByRow(rows), rows.count(), dataset.featureCount(), Float.NaN);
      // Never read, but the pinball loss refuses a booster that knows of rows without labels.
      matrix.setLabel(new float[rows.count()]);
      return matrix;
    } catch (XGBoostError e) {
      throw TrainingFailed.because(e);
    }
  }

  /**
   * What was reached after some rounds: with it, another process goes on as if nothing had
   * happened.
   *
   * @param state everything that the next rounds depend on, the random numbers included; only the
   *     same version of XGBoost reads it
   * @param nanos time spent inside XGBoost's calls until then
   */
  @SuppressWarnings("ArrayRecordComponent") // Written to storage once, and never compared.
  public record Snapshot(byte[] state, int rounds, long nanos) {}

  /** What was reached up to now. */
  public Snapshot snapshot() {
    byte[] state = timed(() -> BoosterState.of(booster));
    return new Snapshot(state, rounds, nanos);
  }

  /** Goes on behind what a model of the same parameters and rows had reached. */
  public void resume(Snapshot snapshot) {
    timed(
        () -> {
          BoosterState.restore(booster, snapshot.state());
          return snapshot;
        });
    rounds = snapshot.rounds();
    nanos += snapshot.nanos();
  }

  public void round() {
    timed(
        () -> {
          booster.update(training, rounds);
          return rounds++;
        });
  }

  public int rounds() {
    return rounds;
  }

  /** One row of one value each. */
  public float[][] predict(DMatrix rows) {
    return timed(() -> booster.predict(rows));
  }

  /** The model with these attributes, in XGBoost's UBJ format. */
  public byte[] save(Map<String, String> attributes) {
    return timed(
        () -> {
          booster.setAttrs(attributes);
          return booster.toByteArray("ubj");
        });
  }

  /** Time spent inside XGBoost's calls. */
  public long nanos() {
    return nanos;
  }

  private <T> T timed(Call<T> call) {
    long start = System.nanoTime();
    try {
      return call.run();
    } catch (XGBoostError e) {
      throw TrainingFailed.because(e);
    } finally {
      nanos += System.nanoTime() - start;
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
