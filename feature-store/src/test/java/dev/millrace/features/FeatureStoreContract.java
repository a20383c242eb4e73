package dev.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.events.Column;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.events.MeasurementRecorded;
import dev.millrace.events.SeriesListed;
import dev.millrace.events.Split;
import dev.millrace.events.Violation;
import dev.millrace.features.dataset.Samples;
import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.features.testkit.Upstream;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.testkit.Await;
import dev.millrace.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the running service promises, whatever its database is. */
abstract class FeatureStoreContract extends ServiceContract {

  private static final Instant RECORDED = Instant.parse("2025-06-01T00:00:00Z");
  private static final Instant AS_OF = Instant.parse("2025-07-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2025-08-01T00:00:00Z");

  FeatureStoreContract(TestDatabase place) {
    super(place);
  }

  @Test
  void aDatasetHoldsEveryMeasurementThatWasOnTheTopicBeforeItsJob(@TempDir Path directory)
      throws Exception {
    hourly("whole", 400, RECORDED);

    DatasetPrepared answer = upstream.ask(job("whole"));

    assertThat(answer.getRefused()).isFalse();
    assertThat(answer.getPool()).isEqualTo("gpu");
    assertThat(answer.getQuality().getObservations()).isEqualTo(400);
    DatasetRef dataset = answer.getDataset();
    assertThat(dataset.getRows()).isEqualTo(208);
    assertThat(dataset.getStepSeconds()).isEqualTo(3600);
    assertThat(dataset.getAsOf()).isEqualTo(AS_OF);
    assertThat(dataset.getSplits())
        .containsExactly(
            new Split("train", 0L, 145L),
            new Split("validation", 145L, 187L),
            new Split("test", 187L, 208L));
    Path file = directory.resolve("dataset.parquet");
    host.bean(ObjectStore.class)
        .fetch(dataset.getArtifact().getUri(), dataset.getArtifact().getSha256(), file);
    assertThat(dataset.getArtifact().getUri())
        .endsWith("/datasets/" + dataset.getArtifact().getSha256() + ".parquet");
    assertThat(count(file)).isEqualTo(208);
  }

  @Test
  void aCorrectionThatCameLaterDoesNotChangeAnOldSnapshot() throws Exception {
    hourly("corrected", 400, RECORDED);
    String before = sha(upstream.ask(job("corrected", AS_OF, 1)));
    long[] corrected = Arrays.copyOfRange(Samples.hours(400), 200, 201);

    upstream.measure(run, "corrected", corrected, new double[] {-7}, AS_OF.plusMillis(1));
    DatasetPrepared old = upstream.ask(job("corrected", AS_OF, 2));
    DatasetPrepared young = upstream.ask(job("corrected", LATER, 3));

    assertThat(sha(old)).isEqualTo(before);
    assertThat(old.getQuality().getCorrections()).isZero();
    assertThat(sha(young)).isNotEqualTo(before);
    assertThat(young.getQuality().getCorrections()).isEqualTo(1);
    assertThat(young.getQuality().getMinimum()).isEqualTo(-7);
  }

  @Test
  void aWithdrawnValueIsMissingFromThenOn() throws Exception {
    hourly("withdrawn", 400, RECORDED);
    Instant hour = Instant.ofEpochMilli(Samples.hours(400)[390]);

    upstream
        .publisher()
        .publishAndWait(
            Topics.MEASUREMENT_RECORDED,
            run + "/withdrawn",
            Upstream.measurement(run, "withdrawn", hour, null, AS_OF.plusMillis(1)));

    assertThat(upstream.ask(job("withdrawn", AS_OF, 1)).getQuality().getNullValues()).isZero();
    DatasetPrepared young = upstream.ask(job("withdrawn", LATER, 2));
    assertThat(young.getQuality().getNullValues()).isEqualTo(1);
    assertThat(young.getDataset().getRows()).isEqualTo(207);
  }

  @Test
  void measurementsThatComeTwiceAreKeptOnceAndTheFirstOfAVersionStays() throws Exception {
    hourly("twice", 300, RECORDED);
    String before = sha(upstream.ask(job("twice", AS_OF, 1)));

    hourly("twice", 300, RECORDED);
    upstream.measure(
        run, "twice", Arrays.copyOf(Samples.hours(300), 1), new double[] {1e6}, RECORDED);
    String after = sha(upstream.ask(job("twice", AS_OF, 2)));

    assertThat(after).isEqualTo(before);
    assertThat(series("twice").get("measurements").asInt()).isEqualTo(300);
  }

  @Test
  void aMeasurementThatBreaksARuleIsADeadLetterAndTheNextIsKept() throws Exception {
    String key = run + "/poisoned";
    MeasurementRecorded infinite =
        Upstream.measurement(run, "poisoned", Samples.START, Double.POSITIVE_INFINITY, RECORDED);
    byte[] bytes = upstream.codec().encode(Topics.MEASUREMENT_RECORDED.name(), infinite);
    upstream.send(Topics.MEASUREMENT_RECORDED.name(), key, bytes);
    upstream.send(
        Topics.MEASUREMENT_RECORDED.name(), key, "garbage".getBytes(StandardCharsets.UTF_8));
    hourly("poisoned", 300, RECORDED);

    DatasetPrepared answer = upstream.ask(job("poisoned"));

    assertThat(answer.getQuality().getObservations()).isEqualTo(300);
    ConsumerRecord<String, byte[]> letter =
        upstream.deadLetter(
            Topics.MEASUREMENT_RECORDED.deadLetterName(), r -> Arrays.equals(r.value(), bytes));
    assertThat(reason(letter)).isEqualTo("value must be finite or null, got Infinity");
    assertThat(letter.key()).isEqualTo(key);
    upstream.deadLetter(
        Topics.MEASUREMENT_RECORDED.deadLetterName(),
        r -> new String(r.value(), StandardCharsets.UTF_8).equals("garbage"));
  }

  @Test
  void measurementsOfATransactionDoNotHoldUpAJob() throws Exception {
    Map<String, Object> settings = upstream.clients().common();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "upstream-" + run);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      double[] load = Samples.load(300, 5);
      for (int i = 0; i < 300; i++) {
        MeasurementRecorded one =
            Upstream.measurement(
                run, "bulk", Instant.ofEpochMilli(Samples.hours(300)[i]), load[i], RECORDED);
        var _ =
            producer.send(
                new ProducerRecord<>(
                    Topics.MEASUREMENT_RECORDED.name(),
                    run + "/bulk",
                    upstream.codec().encode(Topics.MEASUREMENT_RECORDED.name(), one)));
      }
      producer.commitTransaction();
    }

    DatasetPrepared answer = upstream.ask(job("bulk"));

    assertThat(answer.getQuality().getObservations()).isEqualTo(300);
  }

  @Test
  void refusesWhatItDoesNotKnowAndSaysWhy() throws Exception {
    hourly("known", 250, RECORDED);
    JobAccepted unknownSet =
        JobAccepted.newBuilder(job("known", AS_OF, 1)).setFeatureSet("nonsense").build();
    JobAccepted unknownVariable =
        changed(job("known", AS_OF, 2), config -> config.setTargetVariable("wind"));
    JobAccepted otherRange =
        changed(job("known", AS_OF, 3), config -> config.setEndDate(Samples.START));
    JobAccepted tooEarly = job("known", RECORDED.minusMillis(1), 4);

    assertThat(refusals(unknownSet)).containsExactly("feature_set");
    assertThat(refusals(unknownVariable)).containsExactly("config.target_variable");
    assertThat(refusals(otherRange)).containsExactly("config.start_date");
    assertThat(refusals(tooEarly)).containsExactly("config.series");
    assertThat(refusals(job("never-heard-of"))).containsExactly("config.series");
  }

  @Test
  void aJobPerSeriesForAllIsToldWhichThereAreAndGetsNoDataset() throws Exception {
    String tenant = run + "-shop";
    for (String product : List.of("tea", "milk & honey", "*")) {
      upstream.measure(tenant, product, Samples.hours(30), Samples.load(30, 1), RECORDED);
    }
    upstream.measure(tenant, "later", Samples.hours(30), Samples.load(30, 1), LATER);
    JobAccepted all = perSeries("all", tenant, "*");

    SeriesListed first = upstream.list(all);
    SeriesListed again = upstream.list(all);
    SeriesListed none = upstream.list(perSeries("none", tenant + "-empty", "*"));
    upstream
        .publisher()
        .publishAndWait(Topics.JOB_ACCEPTED, run + "-named", perSeries("named", tenant, "tea"));
    upstream.ask(job("after-it"));

    assertThat(first.getSeries()).containsExactly("milk & honey", "tea");
    assertThat(first.getTotal()).isEqualTo(2);
    assertThat(first.getRefusals()).isEmpty();
    assertThat(again.getEventId()).isEqualTo(first.getEventId());
    assertThat(none.getSeries()).isEmpty();
    assertThat(none.getTotal()).isZero();
    assertThat(upstream.isUnanswered(all.getJobId())).isTrue();
    assertThat(upstream.isUnanswered(run + "-named")).isTrue();
  }

  private JobAccepted perSeries(String id, String tenant, String series) {
    return changed(
        Upstream.job(run + "-" + id, tenant, series, AS_OF), config -> config.setPerSeries(true));
  }

  @Test
  void aJobThatIsReadTwiceHasTheSameAnswerUnderTheSameId() throws Exception {
    hourly("again", 300, RECORDED);

    DatasetPrepared first = upstream.ask(job("again"));
    DatasetPrepared second = upstream.ask(job("again"));

    assertThat(second.getEventId()).isEqualTo(first.getEventId());
    assertThat(second.getDataset()).isEqualTo(first.getDataset());
  }

  @Test
  void anUnreadableJobIsADeadLetterAndTheNextIsAnswered() throws Exception {
    hourly("after-garbage", 300, RECORDED);
    JobAccepted job = job("after-garbage");
    byte[] garbage = ("garbage " + run).getBytes(StandardCharsets.UTF_8);

    upstream.send(Topics.JOB_ACCEPTED.name(), job.getJobId(), garbage);
    DatasetPrepared answer = upstream.ask(job);

    assertThat(answer.getRefused()).isFalse();
    ConsumerRecord<String, byte[]> letter =
        upstream.deadLetter(
            Topics.JOB_ACCEPTED.deadLetterName(), r -> Arrays.equals(r.value(), garbage));
    assertThat(reason(letter)).isNotEmpty();
  }

  @Test
  void showsSetsSeriesAndTheRowsOfAForecast() throws Exception {
    hourly("shown", 300, RECORDED);
    upstream.ask(job("shown"));
    double[] load = Samples.load(300, 1);

    JsonNode sets = rest.get("/ai/features/sets", 200).get("items");
    JsonNode series = series("shown");
    JsonNode forecast =
        rest.get(
            "/ai/features/forecast-rows?tenant_id=%s&series=shown&variable=load_kw&horizon=24"
                .formatted(run),
            200);

    assertThat(sets.findValuesAsText("name"))
        .contains("anomaly_detection", "forecast_advanced", "forecast_basic");
    assertThat(sets.get(2).get("columns")).hasSize(21);
    assertThat(series.get("first_observed_at").asText()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(series.get("last_observed_at").asText()).isEqualTo("2025-01-13T11:00:00Z");
    assertThat(forecast.get("rows")).hasSize(24);
    JsonNode last = forecast.get("rows").get(23);
    assertThat(last.get("origin").asText()).isEqualTo("2025-01-13T11:00:00Z");
    assertThat(last.get("target_time").asText()).isEqualTo("2025-01-14T11:00:00Z");
    assertThat(last.get("features").get("lag_1").asDouble()).isEqualTo(load[298]);
    assertThat(last.get("baselines").get("persistence").asDouble()).isEqualTo(load[298]);
    JsonNode path =
        rest.get(
            "/ai/features/forecast-path?tenant_id=%s&series=shown&variable=load_kw&horizon=24"
                .formatted(run),
            200);
    assertThat(path.get("origin")).isEqualTo(last.get("origin"));
    assertThat(path.get("features")).isEqualTo(last.get("features"));
    assertThat(path.get("path")).hasSize(24);
    assertThat(path.get("path").get(0).get("target_time").asText())
        .isEqualTo("2025-01-13T12:00:00Z");
    assertThat(path.get("path").get(0).get("baselines").get("seasonal_naive_24").asDouble())
        .isEqualTo(load[300 - 24]);
    JsonNode past =
        rest.get(
            "/ai/features/observed-rows?tenant_id=%s&series=shown&variable=load_kw&horizon=1&steps=50&feature_set=anomaly_detection"
                .formatted(run),
            200);
    assertThat(past.get("rows")).hasSize(50);
    JsonNode latest = past.get("rows").get(49);
    assertThat(latest.get("target_time").asText()).isEqualTo("2025-01-13T11:00:00Z");
    assertThat(latest.get("value").asDouble()).isEqualTo(load[299]);
    assertThat(latest.get("features").get("lag_1").asDouble()).isEqualTo(load[297]);
  }

  @Test
  void aTenantsOwnSetHasAVersionForEveryMeaningAndIsWhatJobsGet() throws Exception {
    hourly("own", 400, RECORDED);
    String first = "{extends: forecast_basic, features: [lag: 2h]}";
    String second = "{extends: forecast_basic, features: [lag: 3h], country: DE}";

    assertThat(
            rest.put("/ai/features/sets/mine?tenant_id=" + run, first, 201).get("version").asInt())
        .isEqualTo(1);
    assertThat(
            rest.put("/ai/features/sets/mine?tenant_id=" + run, first, 200).get("version").asInt())
        .isEqualTo(1);
    DatasetPrepared old = upstream.ask(with("mine", job("own", AS_OF, 10)));
    assertThat(
            rest.put("/ai/features/sets/mine?tenant_id=" + run, second, 201).get("version").asInt())
        .isEqualTo(2);
    DatasetPrepared latest = upstream.ask(with("mine", job("own", AS_OF, 11)));
    DatasetPrepared pinned = upstream.ask(with("mine@1", job("own", AS_OF, 12)));

    assertThat(columns(old)).contains("lag_168", "lag_2").doesNotContain("lag_3");
    assertThat(columns(latest)).contains("lag_3").doesNotContain("lag_2");
    assertThat(latest.getDataset().getFeatureSetVersion()).isEqualTo(2);
    assertThat(sha(pinned)).isEqualTo(sha(old)).isNotEqualTo(sha(latest));
    assertThat(rest.get("/ai/features/sets/mine@1?tenant_id=" + run, 200).get("definition"))
        .isNotNull();
    assertThat(
            rest.get("/ai/features/sets?tenant_id=" + run, 200)
                .get("items")
                .findValuesAsText("name"))
        .contains("mine");
    assertThat(refusals(with("mine@3", job("own", AS_OF, 13)))).containsExactly("feature_set");
  }

  @Test
  void aDatasetIsComparedWithTheOneOfTheModelInProduction() throws Exception {
    hourly("drift", 400, RECORDED);
    DatasetPrepared first = upstream.ask(job("drift", AS_OF, 20));
    double[] shifted = Arrays.stream(Samples.load(400, 1)).map(value -> value + 40).toArray();
    upstream.measure(run, "drift", Samples.hours(400), shifted, RECORDED.plusSeconds(1));
    assertThat(first.getQuality().getDriftReference()).isEmpty();

    upstream.registered(first, "m", "1.0.0", "production");
    upstream.registered(first, "m", "1.0.1", "none");

    // The model is on its topic; when the service has read it, only an answer tells.
    AtomicInteger asked = new AtomicInteger(20);
    Await.until(
        "a comparison",
        () -> !drifted(asked.incrementAndGet()).getQuality().getDriftReference().isEmpty());
    JsonNode report = rest.get("/ai/features/reports/%s-drift-%d".formatted(run, asked.get()), 200);
    assertThat(report.get("quality").get("drift_reference").asText()).isEqualTo(run + "/m/1.0.0");
    JsonNode farthest = report.get("quality").get("drift").get(0);
    assertThat(farthest.get("moved").asBoolean()).isTrue();
    assertThat(farthest.get("psi").asDouble()).isGreaterThan(1);
    assertThat(report.get("dataset").get("rows").asInt()).isEqualTo(208);
    assertThat(rest.get("/ai/features/reports/nobody", 404).get("detail").asText())
        .contains("job 'nobody'");
  }

  @Test
  void aSetThatExtendsItselfOrNobodyOrTakesOurNameIsAProblem() throws Exception {
    String at = "?tenant_id=" + run;

    for (String[] bad :
        new String[][] {
          {"self", "{extends: self, features: [lag: 1]}", "extends"},
          {"orphan", "{extends: nobody, features: [lag: 1]}", "extends"},
          {"forecast_basic", "{features: [lag: 1]}", "name"},
          {"a%20b", "{features: [lag: 1]}", "name"},
          {"abroad", "{features: [lag: 1], country: AQX}", "country"},
          {"broken", "{features: [lag: -1]}", "features[0].lag[0]"},
        }) {
      JsonNode problem = rest.put("/ai/features/sets/" + bad[0] + at, bad[1], 400);

      assertThat(problem.get("violations").get(0).get("field").asText()).isEqualTo(bad[2]);
    }
    assertThat(rest.get("/ai/features/sets/self" + at, 404).get("detail").asText())
        .isEqualTo("feature set 'self' is unknown");
  }

  private DatasetPrepared drifted(int number) throws InterruptedException {
    return upstream.ask(job("drift", AS_OF, number));
  }

  private static JobAccepted with(String featureSet, JobAccepted job) {
    return JobAccepted.newBuilder(job)
        .setFeatureSet(featureSet)
        .setOccurredAt(InstantSource.system().instant())
        .build();
  }

  private static List<String> columns(DatasetPrepared answer) {
    assertThat(answer.getRefusals()).isEmpty();
    return answer.getDataset().getColumns().stream().map(Column::getName).toList();
  }

  @Test
  void aBadQuestionIsAProblemThatNamesItsField() throws Exception {
    JsonNode noTenant = rest.get("/ai/features/series", 400);
    JsonNode badHorizon =
        rest.get("/ai/features/forecast-rows?tenant_id=a&series=s&variable=v&horizon=0", 400);
    JsonNode unknown = rest.get("/ai/features/forecast-rows?tenant_id=a&series=s&variable=v", 404);

    assertThat(noTenant.get("violations").get(0).get("field").asText()).isEqualTo("tenant_id");
    assertThat(badHorizon.get("violations").get(0).get("field").asText()).isEqualTo("horizon");
    assertThat(unknown.get("detail").asText()).isEqualTo("'v' of series 's' was never observed");
  }

  @Test
  void jobsAndMeasurementsThatCameWhileTheServiceWasAwayAreAnswered() throws Exception {
    stopHost();
    hourly("away", 300, RECORDED);
    JobAccepted job = job("away");
    upstream.publisher().publishAndWait(Topics.JOB_ACCEPTED, job.getJobId(), job);

    startAgain(Map.of());

    assertThat(upstream.answerTo(job.getJobId()).getQuality().getObservations()).isEqualTo(300);
  }

  private void hourly(String series, int hours, Instant recorded) {
    upstream.measure(run, series, Samples.hours(hours), Samples.load(hours, 1), recorded);
  }

  private JobAccepted job(String series) {
    return job(series, AS_OF, 0);
  }

  private JobAccepted job(String series, Instant asOf, int number) {
    return Upstream.job(run + "-" + series + "-" + number, run, series, asOf);
  }

  private static JobAccepted changed(JobAccepted job, Consumer<JobConfig.Builder> change) {
    JobConfig.Builder config = JobConfig.newBuilder(job.getConfig());
    change.accept(config);
    return JobAccepted.newBuilder(job).setConfig(config.build()).build();
  }

  private List<String> refusals(JobAccepted job) throws InterruptedException {
    DatasetPrepared answer = upstream.ask(job);
    assertThat(answer.getRefused()).isTrue();
    assertThat(answer.getDataset()).isNull();
    return answer.getRefusals().stream().map(Violation::getField).toList();
  }

  private static String sha(DatasetPrepared answer) {
    assertThat(answer.getRefusals()).isEmpty();
    return answer.getDataset().getArtifact().getSha256();
  }

  private static String reason(ConsumerRecord<String, byte[]> letter) {
    return new String(
        letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8);
  }

  private JsonNode series(String name) throws Exception {
    for (JsonNode one : rest.get("/ai/features/series?tenant_id=" + run, 200).get("items")) {
      if (one.get("series").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("series %s is not shown".formatted(name));
  }

  private static long count(Path file) throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM '%s'".formatted(file))) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
