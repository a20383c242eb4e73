package dev.millrace.hpo.search;

/**
 * Stops a trial that another pruner would stop, but not before its best value has stood still for a
 * while: what still improves may catch up.
 *
 * @param patience share of the budget over which the best value must not have improved, above 0
 * @param minImprovement by how much a value must be better to count as an improvement, in the unit
 *     of the objective, ≥ 0
 */
public record PatientPruner(Pruner inner, double patience, double minImprovement)
    implements Pruner {

  public PatientPruner {
    Settings.above("patience", patience, 0, 1);
    Settings.between("min_improvement", minImprovement, 0, Double.MAX_VALUE);
  }

  @Override
  public StoppingRule rule(int number, History history) {
    StoppingRule rule = inner.rule(number, history);
    return rule.canStop()
        ? new StoppingRule(
            rule.thresholds(),
            patience,
            minImprovement,
            "%s, and no improvement over %s of the budget".formatted(rule.reason(), patience))
        : rule;
  }

  @Override
  public boolean looksAtCurves() {
    return inner.looksAtCurves();
  }
}
