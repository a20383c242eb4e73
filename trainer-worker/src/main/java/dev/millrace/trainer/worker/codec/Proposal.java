package dev.millrace.trainer.worker.codec;

import dev.millrace.events.TrialProposed;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.train.Assignment;

/**
 * A proposal that has been understood.
 *
 * @param event as it was written
 */
public record Proposal(
    TrialProposed event, String modelType, Assignment assignment, DatasetSource dataset) {
  /** Where a dataset is and what its columns are. */
  public record DatasetSource(String uri, String sha256, DatasetLayout layout) {
    public DatasetSource {
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw new IllegalArgumentException(
            "dataset.artifact.sha256 must be 64 lower-case hexadecimal digits, got '%s'"
                .formatted(sha256));
      }
    }
  }
}
