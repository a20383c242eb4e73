package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.intake.request.Scalar;
import dev.millrace.intake.request.SearchRules;
import dev.millrace.intake.request.Tuning;
import dev.millrace.intake.request.Tuning.Beginning;
import dev.millrace.intake.request.Tuning.Goals;
import dev.millrace.intake.request.Tuning.Pruning;
import dev.millrace.intake.request.Tuning.Stopping;
import dev.millrace.platform.web.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what a search aims at, begins with, gives up on and ends by. */
final class TuningReader {

  private TuningReader() {}

  static Tuning read(Fields fields) {
    return new Tuning(
        goals(fields),
        new Beginning(
            enqueue(fields), fields.flag("warm_start", true), fields.text("continues", "")),
        pruning(fields),
        new Stopping(
            fields.realOrNull("target_value"),
            fields.whole("patience_trials", 0),
            fields.whole("max_failures", 0)));
  }

  /** How many trials; {@code "auto"} leaves it to the kind of series. */
  static long trials(Fields fields) {
    JsonNode node = fields.get("n_trials");
    if (node.isMissingNode()) {
      return 50;
    }
    if (node.isTextual() && node.textValue().equals("auto")) {
      return SearchRules.AUTO_TRIALS;
    }
    boolean fits = node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
    if (!fits || node.longValue() == SearchRules.AUTO_TRIALS) {
      fields.refuse("n_trials", node, SearchRules.TRIALS_RULE);
      return 50;
    }
    return node.longValue();
  }

  private static Goals goals(Fields fields) {
    List<String> objectives = fields.texts("objectives");
    JsonNode single = fields.get("objective");
    if (single.isTextual()
        && !objectives.isEmpty()
        && !single.textValue().equals(objectives.getFirst())) {
      fields.refuse("objective", single, "must be the first of objectives, or be left away");
    }
    return new Goals(objectives, Scalars.reals(fields.object("constraints")));
  }

  private static List<Map<String, Scalar>> enqueue(Fields fields) {
    JsonNode node = fields.get("enqueue");
    List<Map<String, Scalar>> entries = new ArrayList<>();
    fields.is(
        node.isArray(), "enqueue", node, "a list of objects with parameters and their values");
    for (int i = 0; i < node.size(); i++) {
      Fields entry = fields.element("enqueue", i);
      Map<String, Scalar> values = new TreeMap<>();
      for (String name : entry.names()) {
        Scalars.one(entry, name).ifPresent(value -> values.put(name, value));
      }
      entries.add(values);
    }
    return entries;
  }

  /** A type, or an object with the type and its settings. */
  private static Pruning pruning(Fields fields) {
    JsonNode node = fields.get("pruner");
    if (node.isMissingNode()) {
      return Pruning.NONE;
    }
    if (node.isTextual()) {
      return new Pruning(node.textValue(), Map.of());
    }
    if (!node.isObject()) {
      fields.refuse(
          "pruner", node, "must be a type of pruner, or an object with type and settings");
      return Pruning.NONE;
    }
    Fields pruner = fields.object("pruner");
    String type = pruner.text("type", "");
    Map<String, Double> settings = new TreeMap<>();
    for (String name : pruner.names()) {
      Double value = name.equals("type") ? null : pruner.realOrNull(name);
      if (value != null) {
        settings.put(name, value);
      }
    }
    return new Pruning(type, settings);
  }
}
