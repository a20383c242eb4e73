package dev.millrace.features.web;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.platform.web.ProblemException;
import java.time.Instant;

/** The feature set that a request names. */
final class KnownSet {

  private KnownSet() {}

  /** The set, or the problem that says which there are. */
  static FeatureSet of(FeatureSets sets, String tenant, String reference, Instant at) {
    return sets.find(tenant, reference, at).orElseThrow(() -> unknown(sets, tenant, reference, at));
  }

  private static ProblemException unknown(
      FeatureSets sets, String tenant, String reference, Instant at) {
    var violation = DatasetRequest.unknownSet(reference, sets.all(tenant, at));
    return ProblemException.invalid(violation.field(), violation.rule(), violation.message());
  }
}
