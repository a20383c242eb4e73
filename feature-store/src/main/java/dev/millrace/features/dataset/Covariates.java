package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Versions;
import dev.millrace.features.set.Input;
import java.util.Map;

/**
 * What features of one series read besides the variable that is forecast.
 *
 * @param grids on the steps of the forecast variable
 * @param versions of what is read as it was known at the origin
 */
record Covariates(Map<Input, Grid> grids, Map<Input, Versions> versions) {

  static final Covariates NONE = new Covariates(Map.of(), Map.of());

  Covariates {
    grids = Map.copyOf(grids);
    versions = Map.copyOf(versions);
  }
}
