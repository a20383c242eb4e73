package dev.millrace.hpo.codec;

import dev.millrace.hpo.journal.EarlierStudyEntry;
import dev.millrace.hpo.journal.GoodTrialEntry;
import dev.millrace.hpo.journal.RecalledTrialEntry;
import dev.millrace.hpo.journal.StartingPointEntry;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.study.EarlierStudy;
import dev.millrace.hpo.study.EarlierStudy.GoodTrial;
import dev.millrace.hpo.study.SeriesProfile;
import dev.millrace.hpo.study.StartingPoint;
import dev.millrace.hpo.study.Subject;
import java.util.Map;

/** What studies leave to later ones, in journal entries. */
final class PastCodec {

  private PastCodec() {}

  static RecalledTrialEntry toAvro(FinishedTrial trial) {
    return new RecalledTrialEntry(
        ParameterCodec.toAvro(trial.parameters()),
        OutcomeCodec.toAvro(trial.number(), 0, trial.outcome(), trial.curve(), Map.of()));
  }

  static FinishedTrial fromAvro(RecalledTrialEntry entry) {
    return new FinishedTrial(
        entry.getCounted().getTrial(),
        ParameterCodec.fromAvro(entry.getParameters()),
        OutcomeCodec.fromAvro(entry.getCounted()),
        Curve.ofValues(entry.getCounted().getCurve()));
  }

  static StartingPointEntry toAvro(StartingPoint point) {
    return new StartingPointEntry(
        ParameterCodec.toAvro(point.given()), point.from(), point.reason());
  }

  static StartingPoint fromAvro(StartingPointEntry entry) {
    return new StartingPoint(
        ParameterCodec.fromAvro(entry.getParameters()), entry.getFromStudy(), entry.getReason());
  }

  static EarlierStudyEntry toAvro(EarlierStudy study) {
    SeriesProfile profile = study.profile();
    return EarlierStudyEntry.newBuilder()
        .setStudyId(study.id())
        .setDatasetSha256(study.datasetSha256())
        .setModelName(study.subject().model())
        .setFeatureSet(study.subject().featureSet())
        .setTargetVariable(study.subject().target())
        .setHorizon(study.subject().horizon())
        .setObservations(profile.observations())
        .setZeroShare(profile.zeroShare())
        .setDemandInterval(Doubles.orNull(profile.demandInterval()))
        .setMean(Doubles.orNull(profile.mean()))
        .setStandardDeviation(Doubles.orNull(profile.deviation()))
        .setBest(study.best().stream().map(PastCodec::toAvro).toList())
        .build();
  }

  static EarlierStudy fromAvro(EarlierStudyEntry entry) {
    return new EarlierStudy(
        entry.getStudyId(),
        entry.getDatasetSha256(),
        new Subject(
            entry.getModelName(),
            entry.getFeatureSet(),
            entry.getTargetVariable(),
            entry.getHorizon()),
        new SeriesProfile(
            entry.getObservations(),
            entry.getZeroShare(),
            Doubles.optional(entry.getDemandInterval()),
            Doubles.optional(entry.getMean()),
            Doubles.optional(entry.getStandardDeviation())),
        entry.getBest().stream().map(PastCodec::fromAvro).toList());
  }

  private static GoodTrialEntry toAvro(GoodTrial trial) {
    return new GoodTrialEntry(
        trial.number(), ParameterCodec.toAvro(trial.parameters()), trial.objective());
  }

  private static GoodTrial fromAvro(GoodTrialEntry entry) {
    return new GoodTrial(
        entry.getTrial(), ParameterCodec.fromAvro(entry.getParameters()), entry.getObjective());
  }
}
