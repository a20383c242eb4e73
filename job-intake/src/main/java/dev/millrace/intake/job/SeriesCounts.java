package dev.millrace.intake.job;

import java.util.Collection;
import java.util.Collections;

/** The jobs of a job per series by state. */
public record SeriesCounts(int queued, int running, int completed, int failed, int cancelled) {

  public static final SeriesCounts NONE = new SeriesCounts(0, 0, 0, 0, 0);

  static SeriesCounts of(Collection<Status> standings) {
    return new SeriesCounts(
        Collections.frequency(standings, Status.QUEUED),
        Collections.frequency(standings, Status.RUNNING),
        Collections.frequency(standings, Status.COMPLETED),
        Collections.frequency(standings, Status.FAILED),
        Collections.frequency(standings, Status.CANCELLED));
  }

  public int total() {
    return queued + running + ended();
  }

  public int ended() {
    return completed + failed + cancelled;
  }
}
