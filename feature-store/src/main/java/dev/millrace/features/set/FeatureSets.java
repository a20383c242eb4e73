package dev.millrace.features.set;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where feature sets are found. */
public interface FeatureSets {

  /**
   * A set by reference: a name, which stands for the last version that the tenant had at that time,
   * or a name, {@code @} and a version.
   */
  Optional<FeatureSet> find(String tenant, String reference, Instant at);

  /** The last versions of a tenant's sets at that time, by name; those of Millrace among them. */
  List<FeatureSet> all(String tenant, Instant at);
}
