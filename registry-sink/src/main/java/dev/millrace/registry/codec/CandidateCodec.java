package dev.millrace.registry.codec;

import dev.millrace.events.ModelCard;
import dev.millrace.events.StudyCompleted;
import dev.millrace.registry.model.Candidate;
import dev.millrace.registry.model.Lineage;

/** What the rules need to know of a study's model. */
public final class CandidateCodec {
  private CandidateCodec() {}

  /** The model of a study as a candidate for a version. */
  public static Candidate candidate(StudyCompleted study, ModelCard card) {
    return new Candidate(
        study.getTenantId(),
        card.getModelName(),
        new Lineage(
            card.getModelType(),
            card.getDataset().getFeatureSet(),
            card.getDataset().getFeatureSetVersion(),
            card.getParameters(),
            searched(study)),
        card.getTestMetrics(),
        card.getBaselines());
  }

  /** A study of one trial has tried what it was given; to search is to compare. */
  private static boolean searched(StudyCompleted study) {
    return study.getNTrials() > 1;
  }
}
