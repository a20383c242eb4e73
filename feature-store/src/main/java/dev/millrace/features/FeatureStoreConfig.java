package dev.millrace.features;

import dev.millrace.platform.config.Default;

/**
 * Settings of the section {@code feature-store}.
 *
 * @param ingestBatch most measurements that are written in one transaction
 * @param parallelDatasets most datasets that are built at once
 */
public record FeatureStoreConfig(
    @Default("20000") int ingestBatch, @Default("2") int parallelDatasets) {

  public FeatureStoreConfig {
    if (ingestBatch < 1 || ingestBatch > 100_000) {
      throw new IllegalArgumentException("ingest-batch must be 1 to 100000, got " + ingestBatch);
    }
    if (parallelDatasets < 1 || parallelDatasets > 64) {
      throw new IllegalArgumentException(
          "parallel-datasets must be 1 to 64, got " + parallelDatasets);
    }
  }
}
