package dev.millrace.intake.policy;

import dev.millrace.intake.request.Complaints;
import dev.millrace.intake.request.RequestRules;
import java.time.Duration;

/** What a policy must keep; the job it asks for keeps the rules of every job. */
public final class PolicyRules {

  private static final Duration LONGEST_QUIET = Duration.ofHours(1);
  private static final Duration LONGEST_INTERVAL = Duration.ofDays(366);

  private PolicyRules() {}

  /** Adds every broken rule of the policy to the complaints. */
  public static void check(RetrainingPolicy policy, Complaints complaints) {
    RequestRules.shortName("name", policy.name(), complaints);
    RequestRules.name("feature_set", policy.featureSet(), complaints);
    RequestRules.seriesNames("series", policy.series(), complaints);
    within("quiet_seconds", policy.quiet(), LONGEST_QUIET, complaints);
    within("min_interval_seconds", policy.minimumInterval(), LONGEST_INTERVAL, complaints);
    RequestRules.check(policy.job(), complaints.under("job"));
    String continued = policy.job().config().tuning().beginning().continues();
    complaints.require(
        continued.isEmpty(),
        "job.config.continues",
        "must be left away, as a policy starts many jobs",
        continued);
    if (!policy.tenantId().equals(policy.job().tenantId())) {
      complaints.add(
          "job.tenant_id",
          "must be the policy's tenant",
          "job.tenant_id is %s, but the policy belongs to %s"
              .formatted(policy.job().tenantId(), policy.tenantId()));
    }
  }

  private static void within(
      String field, Duration value, Duration longest, Complaints complaints) {
    complaints.require(
        !value.isNegative() && value.compareTo(longest) <= 0,
        field,
        "must be from 0 to " + longest.toSeconds(),
        value.toMillis() / 1000.0);
  }
}
