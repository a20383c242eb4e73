package dev.millrace.hpo.codec;

import dev.millrace.hpo.journal.TrialCountedEntry;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Objectives;
import dev.millrace.hpo.search.Outcome;
import java.util.Arrays;
import java.util.Map;

/** Outcomes of trials in journal entries. */
final class OutcomeCodec {

  private OutcomeCodec() {}

  static TrialCountedEntry toAvro(
      int trial, int attempt, Outcome outcome, Curve curve, Map<String, Double> metrics) {
    TrialCountedEntry.Builder builder =
        TrialCountedEntry.newBuilder()
            .setTrial(trial)
            .setAttempt(attempt)
            .setMetrics(metrics)
            .setCurve(curve.values());
    switch (outcome) {
      case Outcome.Complete(var objectives, double violation) ->
          builder
              .setOutcome(OutcomeWords.COMPLETE)
              .setValue(objectives.first())
              .setOtherValues(Arrays.stream(objectives.others()).boxed().toList())
              .setViolation(violation);
      case Outcome.Pruned(double last, int steps, double share) ->
          builder
              .setOutcome(OutcomeWords.PRUNED)
              .setValue(last)
              .setSteps(steps)
              .setBudgetShare(share);
      case Outcome.Failed(String error) -> builder.setOutcome(OutcomeWords.FAILED).setReason(error);
      case Outcome.Cancelled(String reason) ->
          builder.setOutcome(OutcomeWords.CANCELLED).setReason(reason);
    }
    return builder.build();
  }

  static Outcome fromAvro(TrialCountedEntry counted) {
    return switch (counted.getOutcome()) {
      case OutcomeWords.COMPLETE -> complete(counted);
      case OutcomeWords.PRUNED ->
          new Outcome.Pruned(counted.getValue(), counted.getSteps(), counted.getBudgetShare());
      case OutcomeWords.FAILED -> new Outcome.Failed(counted.getReason());
      case OutcomeWords.CANCELLED -> new Outcome.Cancelled(counted.getReason());
      default ->
          throw new IllegalArgumentException("the journal knows no word " + counted.getOutcome());
    };
  }

  private static Outcome complete(TrialCountedEntry counted) {
    double[] others = counted.getOtherValues().stream().mapToDouble(Double::doubleValue).toArray();
    return new Outcome.Complete(Objectives.of(counted.getValue(), others), counted.getViolation());
  }
}
