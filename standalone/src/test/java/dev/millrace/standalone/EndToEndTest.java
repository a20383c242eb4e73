package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.demo.DemoLoad;
import dev.millrace.standalone.demo.DemoPlan;
import dev.millrace.standalone.demo.DemoReport;
import dev.millrace.standalone.demo.DemoResult;
import dev.millrace.standalone.demo.DemoSource;
import dev.millrace.standalone.demo.Demonstration;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.PlainScreen;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.watch.JobWatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers, every service, a worker in a process of its own. */
class EndToEndTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final Instant FIRST = Instant.parse("2025-01-01T00:00:00Z");
  private static final int HOURS = 60 * 24;

  @TempDir private static Path folder;
  private static LocalMillrace millrace;
  private static MillraceClient client;
  private static Upstream upstream;
  private static final List<String> TOLD = new ArrayList<>();
  private static final ByteArrayOutputStream SHOWN = new ByteArrayOutputStream();
  private static final Screen SCREEN =
      new PlainScreen(new PrintStream(SHOWN, true, StandardCharsets.UTF_8), 100);

  @BeforeAll
  static void start() {
    millrace =
        LocalMillrace.start(
            new LocalMillrace.Options(
                folder,
                0,
                1,
                1,
                Map.of(
                    "MILLRACE_HPO_SERVICE_LEASE",
                    "6s",
                    "MILLRACE_TRAINER_WORKER_CHECKPOINT_INTERVAL",
                    "300ms")),
            TOLD::add);
    client = new MillraceClient(millrace.address().url());
    upstream = new Upstream(millrace.address().kafka(), millrace.address().registry(), CLOCK);
  }

  @Test
  void isReadyOnlyWhenAWorkerWasHeard() {
    assertThat(TOLD).last().asString().startsWith("trainer-worker is ready");
  }

  @AfterAll
  static void stop() {
    upstream.close();
    client.close();
    millrace.close();
  }

  @Test
  void turnsChangedDataIntoTheSameModelEachTime() throws IOException {
    DemoResult first = play("town");
    DemoResult second = play("town");

    assertThat(first.json().path("status").asText()).isEqualTo("completed");
    assertThat(first.json().path("model_id").asText()).isEqualTo("default/town_load/1.0.0");
    assertThat(first.json().path("trials").path("complete").asInt()).isEqualTo(3);
    assertThat(first.json().path("metrics").path("test").path("mae").asDouble()).isPositive();
    assertThat(first.json().path("metrics").path("baselines").size()).isGreaterThanOrEqualTo(3);
    assertThat(first.job().path("cause").path("name").asText()).isEqualTo("demo-town");
    assertThat(first.forecast()).hasSize(24);
    assertThat(DemoReport.lines(first, 80, Style.PLAIN))
        .anyMatch(line -> line.startsWith("the model"))
        .anyMatch(line -> line.contains("forecast, next 24"));
    assertThat(second.json().path("job_id")).isNotEqualTo(first.json().path("job_id"));
    assertThat(second.json().path("version")).isNotEqualTo(first.json().path("version"));
    assertThat(second.json().path("best_parameters"))
        .isEqualTo(first.json().path("best_parameters"));
    assertThat(second.json().path("artifact")).isEqualTo(first.json().path("artifact"));
  }

  @Test
  void keepsAFileOnceHoweverOftenItIsSentAndLetsACorrectedOneWin() throws Exception {
    new SentFiles(folder, millrace.address().url()).areKeptOnceAndCorrectedByALaterOne();
  }

  @Test
  void findsOutWhatIsStrange() throws IOException {
    new StrangeMachine(folder, client).isFoundOut();
  }

  @Test
  void saysHowSureItIs() throws IOException {
    var restless = new RestlessLoad(folder, client);
    restless.hasAModelThatSaysHowSureItIs();
    restless.hasAModelOfEveryStep();
  }

  @Test
  void searchesAsTheRequestSays() throws IOException {
    OddSearch search = new OddSearch(client, new JobWatcher(client, SCREEN, CLOCK));
    search.send(upstream, FIRST);

    JsonNode first = search.run(OddSearch.AUTOMATIC);
    search.hasTriedTheRequestedParametersFirst(first);
    search.hasTriedLeavesOnlyWhereTheyGrow(first);
    search.hasCountedTrialsByTheKindOfSeries(first);
    search.hasABestTrialThatKeepsTheConstraint(first);

    JsonNode more = search.extend(first, 2);
    search.hasGoneOn(more, first, 2);

    search.hasStoppedAtItsTarget(search.run(OddSearch.TARGET));
    search.hasAParetoFront(search.run(OddSearch.TWO_OBJECTIVES));
  }

  @Test
  void trainsAModelForEachSeriesAndSaysWhichGotNone() {
    ManySeries series = new ManySeries(folder, client, new JobWatcher(client, SCREEN, CLOCK));
    series.send(upstream, FIRST);

    String shown = series.train();

    series.showsHowEachOfThemEnded(shown);
    JsonNode job = series.hasOneJobAndOneModelForEachSeries();
    series.triesTheOneThatFailedOnceMoreAndNoOther(job);
  }

  @Test
  void goesOnFromTheCheckpointAndLosesNothingElseWhenAWorkerIsKilled() throws Exception {
    DemoPlan plan = plan("village");
    upstream.announce(
        new Upstream.Update(
            "default",
            DemoPlan.FEATURE_SET,
            List.of("village"),
            FIRST,
            FIRST,
            plan.source().send("default", upstream, SCREEN).values(),
            "test"));
    String id = client.startJob(longTrials()).path("job_id").asText();

    killTheWorkerAfterACheckpoint(id);
    JsonNode job = new JobWatcher(client, SCREEN, CLOCK).watch(id, (_, _) -> {});

    assertThat(JobReader.read(job).status()).isEqualTo("completed");
    assertThat(JobReader.read(job).trials()).isEqualTo(new JobView.Trials(0, 0, 2, 0, 0, 0, 1));
    assertThat(
            client
                .models(Map.of("tenant_id", "default", "model_name", "village_load"))
                .path("items"))
        .hasSize(1);
    try (SaidOfAttempts said = new SaidOfAttempts(millrace.address(), id).toTheEnd()) {
      int round = said.proposal(0, 2).getCheckpoint().getRound();
      assertThat(round).isPositive();
      assertThat(said.lines()).contains("trial 0 attempt 2 goes on behind round " + round);
    }
  }

  /** In the middle of the first trial. */
  private static void killTheWorkerAfterACheckpoint(String job) throws Exception {
    try (SaidOfAttempts said = new SaidOfAttempts(millrace.address(), job)) {
      assertThat(said.firstCheckpoint().getRound()).isPositive();
    }
    long pid = millrace.workers().getFirst().pid();
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  private static DemoResult play(String series) throws IOException {
    return new Demonstration(client, upstream, SCREEN, CLOCK)
        .play(plan(series), Demonstration.begin(CLOCK.instant()));
  }

  private static DemoPlan plan(String series) {
    return new DemoPlan(
        "default",
        series,
        "load_kw",
        series + "_load",
        new DemoSource(series, "load_kw", DemoLoad.hours(7, FIRST, HOURS)),
        config -> {
          config.put("n_trials", 3);
          config.put("parallel_trials", 1);
        });
  }

  /** Trials that take long enough to be killed in. */
  private static ObjectNode longTrials() {
    ObjectNode request = new ObjectMapper().createObjectNode();
    request.put("tenant_id", "default");
    request.put("model_type", "forecast");
    request.put("model_name", "village_load");
    request.put("feature_set", DemoPlan.FEATURE_SET);
    ObjectNode config = request.putObject("config");
    config.putArray("series").add("village");
    config.put("target_variable", "load_kw");
    config.put("n_trials", 2);
    config.put("parallel_trials", 1);
    ObjectNode space = config.putObject("hyperparams");
    space.put("n_estimators", 4000);
    space.put("max_depth", 9);
    space.putObject("learning_rate").put("type", "float").put("low", 0.01).put("high", 0.02);
    return request;
  }
}
