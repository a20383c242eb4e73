package dev.millrace.standalone.bench.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.platform.host.ResidentMemory;
import dev.millrace.standalone.bench.train.TrainResult.Reached;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.ingest.FileSource;
import dev.millrace.standalone.ingest.FileVersion;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Refusals;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.watch.JobWatcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Takes a file through everything, from topic to registered model, and counts what it costs. */
public final class TrainBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TENANT = "bench";
  private static final int TRIALS = 50;
  private static final String PEER_SET = "peer";

  private final TrainLoad load;
  private final Consumer<ObjectNode> search;
  private final InstantSource clock;

  /**
   * Of a load.
   *
   * @param search adds what else was asked of the search to the job's configuration
   */
  public TrainBench(TrainLoad load, Consumer<ObjectNode> search, InstantSource clock) {
    this.load = load;
    this.search = search;
    this.clock = clock;
  }

  /** Runs it on a folder, which it fills; as many results as runs were asked for. */
  public List<TrainResult> run(Path folder, FileVersion version, Screen screen) throws IOException {
    screen.say("starting Millrace");
    LocalMillrace.Options options = new LocalMillrace.Options(folder, 0, 1, load.slots(), Map.of());
    try (LocalMillrace millrace = LocalMillrace.start(options, _ -> {});
        MillraceClient client = new MillraceClient(millrace.address().url())) {
      Ingestion data;
      try (Upstream upstream =
          new Upstream(millrace.address().kafka(), millrace.address().registry(), clock)) {
        data =
            new FileSource(load.data(), load.file(), version, clock.instant(), Refusals.counted())
                .send(TENANT, upstream, screen);
      }
      if (load.mode() == TrainLoad.Mode.PEER) {
        client.putFeatureSet(TENANT, PEER_SET, resource("peer-features.json"));
      }
      long worker = millrace.workers().getFirst().pid();
      List<TrainResult> results = new ArrayList<>();
      for (int run = 0; run < load.runs(); run++) {
        results.add(measure(client, request(data), worker, screen));
      }
      return results;
    }
  }

  private TrainResult measure(MillraceClient client, ObjectNode request, long worker, Screen screen)
      throws IOException {
    Instant begun = clock.instant();
    Duration before = ProcessTree.cpu();
    Duration workerCpu = ProcessTree.cpuOf(worker);
    String id = client.startJob(request).path("job_id").asText();
    AtomicReference<Optional<Reached>> reached = new AtomicReference<>(Optional.empty());
    JsonNode job =
        new JobWatcher(client, screen, clock)
            .watch(
                id,
                (view, now) -> {
                  if (reached.get().isEmpty() && isGoodEnough(view)) {
                    Duration spent = ProcessTree.cpu().minus(before);
                    reached.set(Optional.of(new Reached(Duration.between(begun, now), spent)));
                  }
                });
    Duration wall = Duration.between(begun, clock.instant());
    Duration cpu = ProcessTree.cpu().minus(before);
    workerCpu = ProcessTree.cpuOf(worker).minus(workerCpu);
    return new TrainResult(
        job,
        JobReader.read(job).modelId().map(client::model).orElse(MissingNode.getInstance()),
        TrialCosts.of(client.trials(id, Map.of("limit", "1000")).path("items")),
        wall,
        cpu,
        workerCpu,
        reached.get(),
        ResidentMemory.peakOf(worker),
        ResidentMemory.peak());
  }

  private boolean isGoodEnough(JobView job) {
    return load.quality().isPresent()
        && job.best().orElse(Double.POSITIVE_INFINITY) <= load.quality().getAsDouble();
  }

  private ObjectNode request(Ingestion data) throws IOException {
    ObjectNode request = JSON.createObjectNode();
    request.put("tenant_id", TENANT);
    request.put("model_type", "forecast");
    request.put("model_name", "bench");
    request.put("requested_by", "millrace bench train");
    request.put("feature_set", load.mode() == TrainLoad.Mode.PEER ? PEER_SET : "forecast_basic");
    ObjectNode config = request.putObject("config");
    config.put("start_date", data.first().orElseThrow().toString());
    config.put("end_date", data.last().orElseThrow().plusSeconds(1).toString());
    config.putArray("series").add(load.series());
    config.put("target_variable", load.target());
    config.put("n_trials", TRIALS);
    config.put("parallel_trials", load.slots());
    // A second run would begin with the best of the first one.
    config.put("warm_start", false);
    if (load.mode() == TrainLoad.Mode.PEER) {
      config.setAll((ObjectNode) resource("peer-job.json"));
    }
    search.accept(config);
    return request;
  }

  private static JsonNode resource(String name) throws IOException {
    try (InputStream in = TrainBench.class.getResourceAsStream(name)) {
      return JSON.readTree(in);
    }
  }
}
