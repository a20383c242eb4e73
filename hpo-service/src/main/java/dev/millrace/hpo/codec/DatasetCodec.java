package dev.millrace.hpo.codec;

import dev.millrace.events.DataQuality;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.SeriesProfile;
import org.jspecify.annotations.Nullable;

/** Datasets out of {@code dataset-prepared}. */
final class DatasetCodec {

  private DatasetCodec() {}

  static Dataset fromAvro(DatasetPrepared event) {
    @Nullable DatasetRef reference = event.getDataset();
    return new Dataset(
        new EnclosedEvent(event),
        reference == null ? "" : reference.getArtifact().getSha256(),
        profile(event.getQuality()));
  }

  private static SeriesProfile profile(DataQuality quality) {
    return new SeriesProfile(
        quality.getObservations(),
        quality.getZeroShare(),
        Doubles.optional(quality.getDemandInterval()),
        Doubles.optional(quality.getMean()),
        Doubles.optional(quality.getStandardDeviation()));
  }
}
