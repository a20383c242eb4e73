package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.intake.request.Alarms;
import dev.millrace.intake.request.Cause;
import dev.millrace.intake.request.Complaints;
import dev.millrace.intake.request.Fitting;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.QuantileRules;
import dev.millrace.intake.request.RequestRules;
import dev.millrace.intake.request.SearchRules;
import dev.millrace.intake.request.TrainingConfig;
import dev.millrace.intake.request.TrainingConfig.Holdout;
import dev.millrace.intake.request.TrainingConfig.Period;
import dev.millrace.intake.request.TrainingConfig.Search;
import dev.millrace.platform.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads job requests from JSON; what is absent gets the default that the event's schema has. */
final class JobRequestReader {

  private JobRequestReader() {}

  /** The request of a body that keeps every rule, or the problem with all that it breaks. */
  static JobRequest read(ObjectNode body) {
    Fields fields = Fields.of(body);
    JobRequest request =
        read(
            fields,
            fields.text("tenant_id", ""),
            fields.text("feature_set", ""),
            fields.text("idempotency_key", ""));
    fields.refuseOthers();
    Complaints rules = new Complaints();
    RequestRules.check(request, rules);
    Problems.refuseIfAny(fields, rules);
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
    String modelType = fields.text("model_type", "");
    return new JobRequest(
        tenantId,
        modelType,
        fields.text("model_name", ""),
        featureSet,
        config(fields.object("config"), QuantileRules.objective(modelType)),
        fields.text("priority", "normal"),
        labels(fields.object("tags")),
        Cause.of(Cause.API, ""),
        idempotencyKey,
        fields.text("requested_by", ""));
  }

  private static TrainingConfig config(Fields fields, String objective) {
    TrainingConfig config =
        new TrainingConfig(
            new Period(
                fields.instant("start_date").orElse(null),
                fields.instant("end_date").orElse(null),
                fields.instant("as_of").orElse(null)),
            fields.texts("series"),
            fields.flag("per_series", false),
            fields.text("target_variable", ""),
            fields.whole("horizon", 24),
            search(fields, objective),
            TuningReader.read(fields),
            new Holdout(fields.real("validation_split", 0.2), fields.real("test_split", 0.1)),
            fitting(fields.object("training")),
            fields.whole("seed", 42),
            SpaceReader.read(fields.object("hyperparams")));
    fields.refuseOthers();
    return config;
  }

  private static Map<String, String> labels(Fields fields) {
    Map<String, String> labels = new TreeMap<>();
    for (String name : fields.names()) {
      labels.put(name, fields.text(name, ""));
    }
    return labels;
  }

  private static Fitting fitting(Fields fields) {
    Fitting fitting =
        new Fitting(
            fields.whole("folds", Fitting.DEFAULT_FOLDS),
            fields.flag("embargo", true),
            fields.text("target_transform", Fitting.AUTO),
            fields.text("loss", Fitting.AUTO),
            fields.has("early_stopping_rounds")
                ? Long.valueOf(fields.whole("early_stopping_rounds", 0))
                : null,
            alarms(fields),
            fields.has("quantiles") ? fields.reals("quantiles") : Fitting.DEFAULT.quantiles(),
            fields.flag("path", false));
    fields.refuseOthers();
    return fitting;
  }

  private static Alarms alarms(Fields fields) {
    return new Alarms(
        fields.text("threshold", Alarms.DEFAULT.threshold()),
        fields.real("false_alarms_per_week", Alarms.DEFAULT.falseAlarmsPerWeek()),
        anomalyLabels(fields));
  }

  private static List<Alarms.Label> anomalyLabels(Fields fields) {
    JsonNode node = fields.get("labels");
    fields.is(node.isArray(), "labels", node, "a list of objects with start and end");
    List<Alarms.Label> labels = new ArrayList<>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      Fields label = fields.element("labels", i);
      labels.add(
          new Alarms.Label(
              label.text("series", ""),
              label.instant("start").orElse(null),
              label.instant("end").orElse(null)));
      label.refuseOthers();
    }
    return labels;
  }

  private static Search search(Fields fields, String objective) {
    return new Search(
        fields.flag("enable_hpo", true),
        TuningReader.trials(fields),
        fields.whole("parallel_trials", 4),
        fields.text("optimization_strategy", SearchRules.DEFAULT_STRATEGY),
        fields.text("objective", objective),
        fields.whole("timeout_seconds", 1800),
        fields.whole("max_attempts", 3),
        fields.whole("training_workers", 1),
        fields.text("pool", "default"));
  }
}
