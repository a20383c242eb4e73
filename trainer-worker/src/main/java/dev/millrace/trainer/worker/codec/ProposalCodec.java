package dev.millrace.trainer.worker.codec;

import dev.millrace.events.AnomalyLabel;
import dev.millrace.events.Column;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.Split;
import dev.millrace.events.StoppingRule;
import dev.millrace.events.TrainingOptions;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProposed;
import dev.millrace.trainer.anomaly.AlarmPolicy;
import dev.millrace.trainer.anomaly.Label;
import dev.millrace.trainer.anomaly.Threshold;
import dev.millrace.trainer.anomaly.WantedAlarms;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.train.Assignment;
import dev.millrace.trainer.train.Fitting;
import dev.millrace.trainer.train.SearchTrial;
import dev.millrace.trainer.worker.codec.Proposal.DatasetSource;
import dev.millrace.trainer.xgboost.Loss;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads a proposal; what is wrong with it is said by field. */
public final class ProposalCodec {
  private ProposalCodec() {}

  /** Why nobody could be answered, if so: a result must name its attempt. */
  public static Optional<String> unanswerable(TrialProposed event) {
    Map<String, String> ids =
        Map.of(
            "job_id", event.getJobId(),
            "trial_id", event.getTrialId(),
            "attempt_id", event.getAttemptId());
    return ids.entrySet().stream()
        .filter(id -> id.getValue().isBlank())
        .map(id -> id.getKey() + " must not be empty")
        .sorted()
        .findFirst();
  }

  /**
   * Reads what to train.
   *
   * @throws IllegalArgumentException naming the field and what it must be
   */
  public static Proposal read(TrialProposed event) {
    var assignment =
        new Assignment(
            kind(event.getKind()),
            event.getParameters(),
            event.getSeed(),
            Metric.named(event.getObjective()),
            stoppingRule(event.getStoppingRule()),
            fitting(event.getTraining()),
            rounds(event),
            alarms(event.getTraining()));
    return new Proposal(event, event.getModelType(), assignment, dataset(event.getDataset()));
  }

  private static WantedAlarms alarms(TrainingOptions options) {
    var policy =
        new AlarmPolicy(Threshold.named(options.getThreshold()), options.getFalseAlarmsPerWeek());
    return new WantedAlarms(
        policy, options.getLabels().stream().map(ProposalCodec::label).toList());
  }

  private static Label label(AnomalyLabel label) {
    return new Label(
        label.getSeries(),
        ChronoUnit.MICROS.between(Instant.EPOCH, label.getStart()),
        ChronoUnit.MICROS.between(Instant.EPOCH, label.getEnd()));
  }

  private static Fitting fitting(TrainingOptions options) {
    Integer patience = options.getEarlyStoppingRounds();
    return new Fitting(
        options.getFolds(),
        options.getEmbargo(),
        given(options.getTargetTransform()).map(TargetTransform::named),
        given(options.getLoss()).map(Loss::named),
        patience == null ? OptionalInt.empty() : OptionalInt.of(patience),
        new QuantileLevels(options.getQuantiles()),
        options.getPath());
  }

  /** Empty when it is left to validation. */
  private static Optional<String> given(String choice) {
    return choice.equals("auto") ? Optional.empty() : Optional.of(choice);
  }

  /** What early stopping found; a trial that says nothing boosted as often as it was told to. */
  private static OptionalInt rounds(TrialProposed event) {
    Double rounds = event.getSearchMetrics().get(SearchTrial.ROUNDS);
    return event.getKind() == TrialKind.FINAL_FIT && rounds != null && rounds >= 1
        ? OptionalInt.of(rounds.intValue())
        : OptionalInt.empty();
  }

  private static Assignment.Kind kind(TrialKind kind) {
    return switch (kind) {
      case SEARCH -> Assignment.Kind.SEARCH;
      case FINAL_FIT -> Assignment.Kind.FINAL_FIT;
      case UNKNOWN -> throw new IllegalArgumentException("kind must be SEARCH or FINAL_FIT");
    };
  }

  private static dev.millrace.trainer.train.StoppingRule stoppingRule(StoppingRule rule) {
    return switch (rule.getKind()) {
      case "", "none" -> dev.millrace.trainer.train.StoppingRule.NONE;
      case "thresholds" ->
          new dev.millrace.trainer.train.StoppingRule(
              rule.getThresholds().stream()
                  .map(
                      line ->
                          new dev.millrace.trainer.train.StoppingRule.Threshold(
                              line.getBudgetShare(), line.getBound()))
                  .toList(),
              rule.getPatienceShare(),
              rule.getMinImprovement(),
              rule.getReason());
      default ->
          throw new IllegalArgumentException(
              "stopping_rule.kind must be none or thresholds, got '%s'".formatted(rule.getKind()));
    };
  }

  private static DatasetSource dataset(DatasetRef dataset) {
    var layout =
        new DatasetLayout(
            columns(dataset, "feature"),
            columns(dataset, "baseline"),
            target(dataset),
            dataset.getTargetVariable(),
            dataset.getHorizon(),
            new Splits(rows(dataset, "train"), rows(dataset, "validation"), rows(dataset, "test")));
    var artifact = dataset.getArtifact();
    return new DatasetSource(artifact.getUri(), artifact.getSha256(), layout);
  }

  private static List<String> columns(DatasetRef dataset, String role) {
    return dataset.getColumns().stream()
        .filter(column -> column.getRole().equals(role))
        .map(Column::getName)
        .toList();
  }

  private static String target(DatasetRef dataset) {
    List<String> targets = columns(dataset, "target");
    if (targets.size() != 1) {
      throw new IllegalArgumentException(
          "dataset.columns must have one column of role target, got " + targets);
    }
    return targets.getFirst();
  }

  private static Rows rows(DatasetRef dataset, String name) {
    Split split =
        dataset.getSplits().stream()
            .filter(candidate -> candidate.getName().equals(name))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("dataset.splits must have one named " + name));
    return new Rows(Math.toIntExact(split.getFromRow()), Math.toIntExact(split.getToRow()));
  }
}
