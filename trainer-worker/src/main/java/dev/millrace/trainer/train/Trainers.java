package dev.millrace.trainer.train;

import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The trainers there are, by model type. */
public final class Trainers {
  private final Map<String, Trainer> byType;

  public Trainers(List<Trainer> trainers) {
    this.byType =
        trainers.stream().collect(Collectors.toMap(Trainer::modelType, Function.identity()));
  }

  /** Every trainer of this program. */
  public static Trainers all() {
    return new Trainers(
        List.of(new ForecastTrainer(), new QuantileTrainer(), new AnomalyTrainer()));
  }

  public Trainer forType(String modelType) {
    Trainer trainer = byType.get(modelType);
    if (trainer == null) {
      throw new TrainingFailed(
          "model type must be one of %s, got '%s'"
              .formatted(new TreeSet<>(byType.keySet()), modelType));
    }
    return trainer;
  }

  public Map<String, String> libraryVersions() {
    Map<String, String> versions = new TreeMap<>();
    byType.values().forEach(trainer -> versions.putAll(trainer.libraryVersions()));
    return versions;
  }
}
