package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.intake.request.Cause;
import dev.millrace.intake.request.Complaints;
import dev.millrace.intake.request.Dimension;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.RequestRules;
import dev.millrace.intake.request.Scalar;
import dev.millrace.intake.request.TrainingConfig;
import dev.millrace.intake.request.TrainingConfig.Holdout;
import dev.millrace.intake.request.TrainingConfig.Period;
import dev.millrace.intake.request.TrainingConfig.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads job requests from JSON; what is absent gets the default that the event's schema has. */
final class JobRequestReader {

  private JobRequestReader() {}

  /** The request of a body that keeps every rule, or the problem with all that it breaks. */
  static JobRequest read(ObjectNode body) {
    Complaints types = new Complaints();
    Fields fields = new Fields("", body, types);
    JobRequest request =
        read(
            fields,
            fields.text("tenant_id", ""),
            fields.text("feature_set", ""),
            fields.text("idempotency_key", ""));
    fields.refuseOthers();
    Complaints rules = new Complaints();
    RequestRules.check(request, rules);
    Problems.refuseIfAny(types, rules);
    return request;
  }

  /** The request inside a policy, whose tenant and feature set it shares unless it says more. */
  static JobRequest readInside(Fields fields, String tenantId, String featureSet) {
    JobRequest request =
        read(
            fields, fields.text("tenant_id", tenantId), fields.text("feature_set", featureSet), "");
    fields.refuseOthers();
    return request;
  }

  private static JobRequest read(
      Fields fields, String tenantId, String featureSet, String idempotencyKey) {
    return new JobRequest(
        tenantId,
        fields.text("model_type", ""),
        fields.text("model_name", ""),
        featureSet,
        config(fields.object("config")),
        fields.text("priority", "normal"),
        fields.labels("tags"),
        Cause.of(Cause.API, ""),
        idempotencyKey,
        fields.text("requested_by", ""));
  }

  private static TrainingConfig config(Fields fields) {
    TrainingConfig config =
        new TrainingConfig(
            new Period(
                fields.instant("start_date"), fields.instant("end_date"), fields.instant("as_of")),
            fields.texts("series"),
            fields.text("target_variable", ""),
            fields.whole("horizon", 24),
            search(fields),
            new Holdout(fields.real("validation_split", 0.2), fields.real("test_split", 0.1)),
            fields.whole("seed", 42),
            space(fields.object("hyperparams")));
    fields.refuseOthers();
    return config;
  }

  private static Search search(Fields fields) {
    return new Search(
        fields.flag("enable_hpo", true),
        fields.whole("n_trials", 50),
        fields.whole("parallel_trials", 4),
        fields.text("optimization_strategy", "tpe"),
        fields.text("objective", "mae"),
        fields.whole("timeout_seconds", 1800),
        fields.whole("max_attempts", 3),
        fields.text("pool", "default"));
  }

  private static Map<String, Dimension> space(Fields fields) {
    Map<String, Dimension> space = new TreeMap<>();
    for (String name : fields.names()) {
      JsonNode node = fields.get(name);
      Scalar fixed = scalar(node);
      if (fixed != null) {
        space.put(name, Dimension.fixed(fixed));
      } else if (node.isObject()) {
        space.put(name, dimension(fields.object(name)));
      } else {
        fields.complain(name, node, "a value, or an object that describes a range or choices");
      }
    }
    return space;
  }

  private static Dimension dimension(Fields fields) {
    Dimension dimension =
        new Dimension(
            fields.text("type", ""),
            fields.realOrNull("low"),
            fields.realOrNull("high"),
            fields.flag("log", false),
            fields.realOrNull("step"),
            choices(fields),
            value(fields));
    fields.refuseOthers();
    return dimension;
  }

  private static List<Scalar> choices(Fields fields) {
    JsonNode node = fields.get("choices");
    List<Scalar> choices = new ArrayList<>();
    if (!node.isMissingNode() && !node.isArray()) {
      fields.complain("choices", node, "a list of values");
    }
    for (int i = 0; i < node.size(); i++) {
      Scalar choice = scalar(node.get(i));
      if (choice == null) {
        fields.complain("choices[" + i + "]", node.get(i), "a number, a string, true or false");
      } else {
        choices.add(choice);
      }
    }
    return choices;
  }

  private static @Nullable Scalar value(Fields fields) {
    JsonNode node = fields.get("value");
    Scalar value = scalar(node);
    if (value == null && !node.isMissingNode()) {
      fields.complain("value", node, "a number, a string, true or false");
    }
    return value;
  }

  private static @Nullable Scalar scalar(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return new Scalar.Whole(node.longValue());
    } else if (node.isNumber()) {
      return new Scalar.Real(node.doubleValue());
    } else if (node.isTextual()) {
      return new Scalar.Text(node.textValue());
    }
    return node.isBoolean() ? new Scalar.Flag(node.booleanValue()) : null;
  }
}
