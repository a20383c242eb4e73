package dev.millrace.standalone.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * What all attempts of a study took together.
 *
 * @param trials that ended, the final fit among them
 * @param rounds of boosting, of the longest fold of each trial
 * @param xgboost time that passed inside XGBoost's calls
 * @param cpu CPU time of the threads that trained
 */
public record TrialCosts(int trials, long rounds, Duration xgboost, Duration cpu) {
  static TrialCosts of(JsonNode trials) {
    int count = 0;
    long rounds = 0;
    long xgboost = 0;
    long cpu = 0;
    for (JsonNode trial : trials) {
      for (JsonNode attempt : trial.path("attempts")) {
        JsonNode resources = attempt.path("resources");
        xgboost += resources.path("train_ms").asLong();
        cpu += resources.path("cpu_ms").asLong();
        rounds += attempt.path("steps").asLong();
        count += resources.isObject() ? 1 : 0;
      }
    }
    return new TrialCosts(count, rounds, Duration.ofMillis(xgboost), Duration.ofMillis(cpu));
  }
}
