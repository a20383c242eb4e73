package dev.millrace.features.export;

import dev.millrace.features.dataset.Violation;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** How far an export is. */
public sealed interface Progress {

  /** The word for it. */
  String word();

  /** Nobody has begun. */
  record Queued() implements Progress {
    @Override
    public String word() {
      return "queued";
    }
  }

  /**
   * Somebody is at it, or was until a process died, and somebody will go on.
   *
   * @param rowsTotal empty until the rows have been counted
   */
  record Running(long rowsDone, OptionalLong rowsTotal) implements Progress {
    @Override
    public String word() {
      return "running";
    }
  }

  /** It lies in object storage. */
  record Completed(File file, int featureSetVersion, long rows, Instant at) implements Progress {
    @Override
    public String word() {
      return "completed";
    }
  }

  /** The request and the data make no dataset. */
  record Refused(List<Violation> reasons, Instant at) implements Progress {
    public Refused {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String word() {
      return "refused";
    }
  }

  /** The mistake is ours. */
  record Failed(String why, Instant at) implements Progress {
    @Override
    public String word() {
      return "failed";
    }
  }

  /** Where a file is, under the hash of its bytes. */
  record File(String uri, String sha256, long sizeBytes) {}
}
