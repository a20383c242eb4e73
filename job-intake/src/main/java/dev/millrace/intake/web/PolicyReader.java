package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.intake.policy.PolicyRules;
import dev.millrace.intake.policy.RetrainingPolicy;
import dev.millrace.intake.request.Complaints;
import dev.millrace.platform.web.Fields;
import java.time.Duration;

/** Reads policies from JSON. */
final class PolicyReader {

  private PolicyReader() {}

  /** The policy of a body that keeps every rule, or the problem with all that it breaks. */
  static RetrainingPolicy read(String name, String tenantId, ObjectNode body) {
    Fields fields = Fields.of(body);
    String tenant = fields.text("tenant_id", tenantId);
    String featureSet = fields.text("feature_set", "");
    RetrainingPolicy policy =
        new RetrainingPolicy(
            tenant,
            name,
            featureSet,
            fields.texts("series"),
            JobRequestReader.readInside(fields.object("job"), tenant, featureSet),
            seconds((double) fields.whole("min_interval_seconds", 0)),
            seconds(fields.real("quiet_seconds", 2)),
            fields.flag("enabled", true));
    // A policy that was read may be written back: it names itself.
    String inBody = fields.text("name", name);
    fields.is(inBody.equals(name), "name", fields.get("name"), "the name in the path, " + name);
    fields.get("updated_at");
    fields.refuseOthers();
    Complaints rules = new Complaints();
    PolicyRules.check(policy, rules);
    Problems.refuseIfAny(fields, rules);
    return policy;
  }

  /** Wide enough to be refused by a rule, narrow enough for a duration. */
  private static Duration seconds(double value) {
    double bounded = Math.clamp(value, -1e9, 1e9);
    return Duration.ofMillis(Math.round(bounded * 1000));
  }
}
