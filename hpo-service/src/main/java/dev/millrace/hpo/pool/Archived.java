package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trials;
import java.util.List;

/**
 * A study that is over and may be continued.
 *
 * @param datasetSha256 of the dataset that its trials were judged on
 * @param objectives what they were judged by
 */
public record Archived(
    String tenant, String datasetSha256, List<String> objectives, Trials trials) {

  static Archived of(Study.Briefed study) {
    return new Archived(
        study.job().tenant(),
        study.brief().dataset().sha256(),
        study.job().plan().goals().objectives(),
        study.trials());
  }
}
