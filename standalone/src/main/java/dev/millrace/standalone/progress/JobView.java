package dev.millrace.standalone.progress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A job as somebody sees who watches it.
 *
 * @param status queued, running, completed, failed or cancelled
 * @param phase data, queue, series, search, final-fit, registration or done
 * @param planned search trials planned; 0 while nobody knows
 * @param best best objective value so far
 * @param bestTrial its trial, -1 for none
 * @param objective the validation metric that is minimised
 * @param problems why it failed, one sentence each
 * @param modelId the registered version, once there
 * @param reasons why it is as it is
 * @param series the jobs of its series; empty unless it is per series
 */
public record JobView(
    String id,
    String modelName,
    String status,
    String phase,
    int planned,
    Trials trials,
    OptionalDouble best,
    int bestTrial,
    String objective,
    Instant created,
    Optional<Instant> started,
    Optional<Instant> finished,
    List<String> problems,
    Optional<String> modelId,
    Reasons reasons,
    Optional<Series> series) {

  /** The jobs of a job's series by state. */
  public record Series(
      int total, int queued, int running, int completed, int failed, int cancelled) {

    public int ended() {
      return completed + failed + cancelled;
    }

    /** Series that have ended, of those there are; nobody knows how many before they are listed. */
    public String progress() {
      return ended() + "/" + (total > 0 ? Integer.toString(total) : "?") + " series";
    }
  }

  /**
   * Why a job is as it is; empty where there is nothing to say.
   *
   * @param waitingFor what keeps it from going on
   * @param trials why so many trials
   * @param sampler which sampler is at work, and why that one
   * @param stop why the search stopped
   */
  public record Reasons(String waitingFor, String trials, String sampler, String stop) {
    public static final Reasons NONE = new Reasons("", "", "", "");
  }

  /** Search trials by state, and the attempts that were lost on the way. */
  public record Trials(
      int waiting, int running, int complete, int pruned, int failed, int cancelled, int lost) {

    public int ended() {
      return complete + pruned + failed + cancelled;
    }
  }

  public JobView {
    problems = List.copyOf(problems);
  }

  /** Trials that have ended, of those that are planned; or the same of series. */
  public String progress() {
    return series.map(Series::progress).orElseGet(this::trialsEnded);
  }

  private String trialsEnded() {
    return trials.ended() + "/" + (planned > 0 ? Integer.toString(planned) : "?");
  }

  public boolean hasEnded() {
    return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
  }

  /** Whether there is a model, and one of each series where it is per series. */
  public boolean hasCompleted() {
    return status.equals("completed")
        && series.map(each -> each.completed() == each.total()).orElse(true);
  }
}
