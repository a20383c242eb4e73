package dev.millrace.standalone.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What came out.
 *
 * @param job as it ended
 * @param model the registered version; missing when there is none
 * @param wall from the request to the end of the job
 * @param cpu of all processes in that time: services, broker, database, worker
 * @param workerCpu of the worker alone
 * @param reached when a trial was first as good as asked for, to within a look; empty when none was
 * @param workerPeakBytes most resident memory of the worker since its start
 * @param servicesPeakBytes the same of services, broker and object storage
 */
public record TrainResult(
    JsonNode job,
    JsonNode model,
    TrialCosts costs,
    Duration wall,
    Duration cpu,
    Duration workerCpu,
    Optional<Reached> reached,
    OptionalLong workerPeakBytes,
    OptionalLong servicesPeakBytes) {

  /** What had passed since the request, on the clock and in CPU time of all processes. */
  public record Reached(Duration wall, Duration cpu) {}

  public boolean completed() {
    return job.path("status").asText().equals("completed");
  }

  /**
   * CPU time inside XGBoost: at most what passed in its calls, which is more when threads wait for
   * a core, and at most what the threads had that trained.
   */
  public Duration xgboost() {
    return costs.xgboost().compareTo(costs.cpu()) < 0 ? costs.xgboost() : costs.cpu();
  }

  /** All CPU time for each second of CPU time inside XGBoost. */
  public double cpuPerXGBoost() {
    return seconds(cpu) / seconds(xgboost());
  }

  /** Share of the worker's CPU time that is XGBoost's. */
  public double xgboostShareOfWorker() {
    return seconds(xgboost()) / seconds(workerCpu);
  }

  private static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }
}
