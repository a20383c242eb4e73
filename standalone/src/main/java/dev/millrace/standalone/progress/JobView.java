package dev.millrace.standalone.progress;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A job as somebody sees who watches it.
 *
 * @param status queued, running, completed, failed or cancelled
 * @param phase data, queue, search, final-fit, registration or done
 * @param planned search trials planned; 0 while nobody knows
 * @param best best objective value so far
 * @param bestTrial its trial, -1 for none
 * @param objective the validation metric that is minimised
 * @param problems why it failed, one sentence each
 * @param modelId the registered version, once there
 * @param reasons why it is as it is
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
    Reasons reasons) {

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

  /** Trials that have ended, of those that are planned. */
  public String progress() {
    return trials.ended() + "/" + (planned > 0 ? Integer.toString(planned) : "?");
  }

  public boolean hasEnded() {
    return status.equals("completed") || status.equals("failed") || status.equals("cancelled");
  }

  public boolean hasCompleted() {
    return status.equals("completed");
  }
}
