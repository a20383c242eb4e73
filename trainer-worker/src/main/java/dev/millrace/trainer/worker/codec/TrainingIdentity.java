package dev.millrace.trainer.worker.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.events.TrialProposed;
import dev.millrace.platform.storage.Sha256;
import dev.millrace.trainer.train.SearchTrial;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What decides the bytes of an attempt's models, by name: who differs in it trains another model.
 */
public final class TrainingIdentity {
  private TrainingIdentity() {}

  /** All but the stopping rule: each attempt is told another, and the first one's holds. */
  public static SortedMap<String, String> of(
      TrialProposed proposed, Map<String, String> libraryVersions) {
    SortedMap<String, String> identity = new TreeMap<>();
    identity.put("trial", proposed.getTrialId());
    identity.put("kind", proposed.getKind().name());
    identity.put("model type", proposed.getModelType());
    identity.put("parameters", new TreeMap<>(proposed.getParameters()).toString());
    identity.put("seed", Long.toString(proposed.getSeed()));
    identity.put("objective", proposed.getObjective());
    identity.put("dataset", proposed.getDataset().getArtifact().getSha256());
    identity.put("dataset layout", hash(proposed.getDataset()));
    identity.put("training options", hash(proposed.getTraining()));
    Double rounds = proposed.getSearchMetrics().get(SearchTrial.ROUNDS);
    identity.put("rounds", rounds == null ? "" : rounds.toString());
    libraryVersions.forEach((library, version) -> identity.put(library + " version", version));
    return identity;
  }

  private static String hash(Object record) {
    return Sha256.of(record.toString().getBytes(UTF_8));
  }
}
