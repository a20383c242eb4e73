package dev.millrace.features;

import dev.millrace.features.dataset.Thresholds;
import dev.millrace.features.retention.RetentionPolicy;
import dev.millrace.platform.config.Default;
import java.util.List;

/**
 * Settings of the section {@code feature-store}.
 *
 * @param ingestBatch most measurements that are written in one transaction
 * @param parallelDatasets most datasets that are built at once
 * @param onlineSeries most series whose recent measurements are kept for online features
 * @param fewestRows fewest usable rows of a dataset
 * @param fewRows with fewer usable rows a dataset has a warning
 * @param mostZeros largest share of zeros among the values of a dataset
 * @param manyZeros with a larger share of zeros a dataset has a warning
 * @param levelJump from this factor between neighbouring twentieths of a series on, a changed unit
 *     is warned of
 * @param movedPsi a column whose index is larger has moved
 * @param retention how long measurements are kept, see {@link RetentionPolicy}; nothing set = for
 *     ever
 * @param retentionIgnoresLineage whether what registered models were trained on may be removed too
 */
public record FeatureStoreConfig(
    @Default("20000") int ingestBatch,
    @Default("2") int parallelDatasets,
    @Default("10000") int onlineSeries,
    @Default("30") int fewestRows,
    @Default("90") int fewRows,
    @Default("0.9") double mostZeros,
    @Default("0.7") double manyZeros,
    @Default("20") double levelJump,
    @Default("20000000") long mostSteps,
    @Default("0.2") double movedPsi,
    @Default("") List<String> retention,
    @Default("false") boolean retentionIgnoresLineage) {

  public FeatureStoreConfig {
    if (ingestBatch < 1 || ingestBatch > 100_000) {
      throw new IllegalArgumentException("ingest-batch must be 1 to 100000, got " + ingestBatch);
    }
    if (parallelDatasets < 1 || parallelDatasets > 64) {
      throw new IllegalArgumentException(
          "parallel-datasets must be 1 to 64, got " + parallelDatasets);
    }
    if (onlineSeries < 1 || onlineSeries > 1_000_000) {
      throw new IllegalArgumentException("online-series must be 1 to 1000000, got " + onlineSeries);
    }
    if (!(movedPsi > 0)) {
      throw new IllegalArgumentException("moved-psi must be above 0, got " + movedPsi);
    }
    new Thresholds(fewestRows, fewRows, mostZeros, manyZeros, levelJump, mostSteps);
    retention = List.copyOf(retention);
    RetentionPolicy.of(retention, retentionIgnoresLineage);
  }

  /** How long measurements are kept. */
  RetentionPolicy retentionPolicy() {
    return RetentionPolicy.of(retention, retentionIgnoresLineage);
  }

  /** From where on data are refused or warned of. */
  Thresholds thresholds() {
    return new Thresholds(fewestRows, fewRows, mostZeros, manyZeros, levelJump, mostSteps);
  }
}
