package dev.millrace.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.client.RequestRefused;
import dev.millrace.standalone.forecast.Forecaster;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.progress.PhaseClock;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Words;
import dev.millrace.standalone.watch.JobWatcher;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Data go in at one end, a model comes out at the other; every step goes the way of production. */
public final class Demonstration {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final MillraceClient client;
  private final Upstream upstream;
  private final Screen screen;
  private final InstantSource clock;

  public Demonstration(
      MillraceClient client, Upstream upstream, Screen screen, InstantSource clock) {
    this.client = client;
    this.upstream = upstream;
    this.screen = screen;
    this.clock = clock;
  }

  /** Plays the plan to its end; {@code phases} has been running since the start. */
  public DemoResult play(DemoPlan plan, PhaseClock phases) throws IOException {
    phases.enter("ingest", clock.instant());
    Ingestion data = plan.source().send(plan.tenant(), upstream, screen);
    if (data.values() == 0) {
      throw new IOException("there is not a single value to send");
    }
    phases.enter("data", clock.instant());
    String id = triggerJob(plan, data);
    JsonNode job =
        new JobWatcher(client, screen, clock)
            .watch(id, (view, now) -> phases.enter(phase(view), now));
    phases.enter("done", clock.instant());
    JsonNode model =
        JobReader.read(job).modelId().map(client::model).orElse(MissingNode.getInstance());
    return new DemoResult(plan, data, job, model, forecast(plan, job), phases);
  }

  private String triggerJob(DemoPlan plan, Ingestion data) {
    client.putPolicy(plan.policyName(), plan.policy(data));
    screen.say(
        "policy %s says: when %s of %s changes, train %s"
            .formatted(plan.policyName(), DemoPlan.FEATURE_SET, plan.series(), plan.model()));
    String event =
        upstream.announce(
            new Upstream.Update(
                plan.tenant(),
                DemoPlan.FEATURE_SET,
                data.series(),
                data.first().orElseThrow(),
                data.last().orElseThrow(),
                data.values(),
                "millrace demo"));
    screen.say("sent one data-updated for " + Words.count(data.values(), "value"));
    JsonNode job = awaitJob(plan, event);
    screen.say("the policy made it job " + job.path("job_id").asText());
    return job.path("job_id").asText();
  }

  private JsonNode awaitJob(DemoPlan plan, String event) {
    return new JobWatcher(client, screen, clock)
        .await(
            Map.of("tenant_id", plan.tenant(), "model_name", plan.model(), "limit", "20"),
            job ->
                job.path("cause").path("name").asText().equals(plan.policyName())
                    && job.path("cause")
                        .path("event_ids")
                        .valueStream()
                        .anyMatch(id -> id.asText().equals(event)),
            PATIENCE)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "policy %s made no job of data-updated %s within %s"
                        .formatted(plan.policyName(), event, Words.duration(PATIENCE))));
  }

  private static String phase(JobView job) {
    return switch (job.phase()) {
      case "data" -> "data";
      case "queue", "search" -> "search";
      case "final-fit" -> "final_fit";
      case "registration" -> "registration";
      default -> "done";
    };
  }

  /** What the model expects of the steps after the last observation; missing without a model. */
  private JsonNode forecast(DemoPlan plan, JsonNode job) {
    JobView view = JobReader.read(job);
    if (view.modelId().isEmpty()) {
      return MissingNode.getInstance();
    }
    try {
      JsonNode rows =
          client.forecastRows(
              Map.of(
                  "tenant_id", plan.tenant(),
                  "series", plan.series(),
                  "variable", plan.target(),
                  "horizon", job.path("config").path("horizon").asText("24")));
      return Forecaster.forecast(
          Forecaster.Kind.HORIZON, client.artifact(view.modelId().get()), rows);
    } catch (IOException | RequestRefused e) {
      // The model is there all the same; what is missing is only the picture.
      screen.say("no forecast: " + e.getMessage());
      return MissingNode.getInstance();
    }
  }

  /** When the clock of a demonstration starts. */
  public static PhaseClock begin(Instant at) {
    return new PhaseClock("start", at);
  }
}
