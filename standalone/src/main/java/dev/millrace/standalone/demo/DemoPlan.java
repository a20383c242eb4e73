package dev.millrace.standalone.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Source;
import java.util.function.Consumer;

/**
 * What a demonstration shows.
 *
 * @param series the series that the source sends
 * @param target the variable to forecast
 * @param model name of the model to register
 * @param search adds what was asked of the search to a job's configuration
 */
public record DemoPlan(
    String tenant,
    String series,
    String target,
    String model,
    Source source,
    Consumer<ObjectNode> search) {
  public static final String FEATURE_SET = "forecast_basic";

  /** One policy per series: a second demonstration replaces the first one's. */
  String policyName() {
    return "demo-" + series;
  }

  /** The retraining policy: whenever the series has changed, train this model on all of it. */
  ObjectNode policy(Ingestion data) {
    ObjectNode policy = new ObjectMapper().createObjectNode();
    policy.put("tenant_id", tenant);
    policy.put("feature_set", FEATURE_SET);
    policy.putArray("series").add(series);
    policy.put("quiet_seconds", 0.5);
    ObjectNode job = policy.putObject("job");
    job.put("model_type", "forecast");
    job.put("model_name", model);
    job.put("requested_by", "millrace demo");
    ObjectNode config = job.putObject("config");
    // Named, so that the same data make the same dataset, whenever they are sent.
    config.put("start_date", data.first().orElseThrow().toString());
    config.put("end_date", data.last().orElseThrow().plusSeconds(1).toString());
    config.putArray("series").add(series);
    config.put("target_variable", target);
    search.accept(config);
    return policy;
  }
}
