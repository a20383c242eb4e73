package dev.millrace.features.retention;

import dev.millrace.features.measurement.VariableName;
import java.time.Instant;
import java.util.Set;

/**
 * What the dataset of a registered model version was made of; rather too much than too little.
 *
 * @param model id of the version
 * @param scope what of the tenant
 * @param from nothing observed before was read
 */
public record ModelNeed(String model, String tenant, Scope scope, Instant from) {

  /** Which variables. */
  public sealed interface Scope {
    boolean covers(VariableName name);
  }

  /** All of the tenant: nobody knows any more which. */
  public record Everything() implements Scope {
    @Override
    public boolean covers(VariableName name) {
      return true;
    }
  }

  /**
   * Those of a dataset.
   *
   * @param series every variable of them
   * @param others single variables of other series
   */
  public record Read(Set<String> series, Set<SeriesVariable> others) implements Scope {
    public Read {
      series = Set.copyOf(series);
      others = Set.copyOf(others);
    }

    @Override
    public boolean covers(VariableName name) {
      return series.contains(name.series())
          || others.contains(new SeriesVariable(name.series(), name.variable()));
    }
  }

  /** A variable of a series of the tenant. */
  public record SeriesVariable(String series, String variable) {}

  boolean covers(VariableName name) {
    return tenant.equals(name.tenant()) && scope.covers(name);
  }
}
