package dev.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.events.ModelStageChanged;
import dev.millrace.events.Violation;
import dev.millrace.features.dataset.Samples;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.features.testkit.Upstream;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.testkit.Await;
import dev.millrace.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a service with a retention removes when it starts, whatever its database is. */
abstract class RetentionContract extends ServiceContract {

  private static final int DAYS = 60;
  private static final int KEPT_DAYS = 30;

  private final Instant now = InstantSource.system().instant();
  private final Instant start = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(DAYS));
  private final Instant cut = now.truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(KEPT_DAYS));

  RetentionContract(TestDatabase place) {
    super(place);
  }

  @Test
  void removesWhatIsOlderThanItIsKeptButNothingThatALivingModelWasTrainedOn() throws Exception {
    for (String series : new String[] {"free", "held", "shelved"}) {
      measure(series);
    }
    upstream.registered(upstream.ask(job("held", null, 1)), "one", "1.0.0", "production");
    upstream.registered(upstream.ask(job("shelved", null, 1)), "two", "1.0.0", "production");
    archive("two");
    upstream.ask(job("free", start, 1));
    assertThat(first("free")).isEqualTo(start);

    restartWithRetention();
    Await.until("a removal", () -> removed() > 0);

    assertThat(first("free")).isEqualTo(cut);
    assertThat(first("shelved")).isEqualTo(cut);
    assertThat(first("held")).isEqualTo(start);
    assertThat(retainedFrom("free").asText()).isEqualTo(cut.toString());
    assertThat(retainedFrom("held").isNull()).isTrue();
    assertThatADatasetSaysWhatIsGone();
    assertThatALateValueBecomesADeadLetter();
    assertThat(removed()).isEqualTo(2 * 24 * KEPT_DAYS);
  }

  private void assertThatADatasetSaysWhatIsGone() throws Exception {
    DatasetPrepared refused = upstream.ask(job("free", start, 2));
    DatasetPrepared shorter = upstream.ask(job("free", null, 3));
    DatasetPrepared kept = upstream.ask(job("free", cut, 4));
    DatasetPrepared whole = upstream.ask(job("held", start, 5));

    assertThat(refused.getRefusals())
        .extracting(Violation::getField)
        .containsExactly("config.start_date");
    assertThat(refused.getRefusals().getFirst().getMessage())
        .contains("was removed before " + cut, "feature-store.retention");
    assertThat(shorter.getDataset().getFromTime()).isEqualTo(cut);
    assertThat(shorter.getQuality().getWarnings().getFirst().getMessage())
        .startsWith("the range begins at " + cut);
    assertThat(kept.getQuality().getWarnings()).isEmpty();
    assertThat(kept.getDataset().getArtifact()).isEqualTo(shorter.getDataset().getArtifact());
    assertThat(whole.getDataset().getFromTime()).isEqualTo(start);
  }

  private void assertThatALateValueBecomesADeadLetter() throws Exception {
    Instant late = cut.minus(Duration.ofHours(1));
    var measurement = Upstream.measurement(run, name("free"), late, 1.0, now);
    byte[] bytes = upstream.codec().encode(Topics.MEASUREMENT_RECORDED.name(), measurement);

    upstream.send(Topics.MEASUREMENT_RECORDED.name(), run + "/free", bytes);

    ConsumerRecord<String, byte[]> letter =
        upstream.deadLetter(
            Topics.MEASUREMENT_RECORDED.deadLetterName(), r -> Arrays.equals(r.value(), bytes));
    assertThat(
            new String(
                letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
        .startsWith("observed_at must not be before " + cut);
    upstream.ask(job("free", cut, 6));
    assertThat(first("free")).isEqualTo(cut);
  }

  private void restartWithRetention() {
    stopHost();
    startAgain(Map.of("MILLRACE_FEATURE_STORE_RETENTION", run + "-*/load_*=" + KEPT_DAYS + "d"));
  }

  private void archive(String model) {
    upstream
        .publisher()
        .publishAndWait(
            Topics.MODEL_STAGE_CHANGED,
            run + "/" + model,
            ModelStageChanged.newBuilder()
                .setEventId(model)
                .setOccurredAt(now.plusSeconds(60))
                .setTenantId(run)
                .setModelName(model)
                .setVersion("1.0.0")
                .setFromStage("production")
                .setToStage("archived")
                .build());
  }

  private void measure(String series) {
    long[] times = new long[24 * DAYS];
    Arrays.setAll(times, i -> start.toEpochMilli() + i * Samples.HOUR);
    upstream.measure(run, name(series), times, Samples.load(times.length, 1), start);
  }

  private JobAccepted job(String series, @Nullable Instant from, int number) {
    JobAccepted job =
        Upstream.job("%s-%s-%d".formatted(run, series, number), run, name(series), now);
    return JobAccepted.newBuilder(job)
        .setConfig(JobConfig.newBuilder(job.getConfig()).setStartDate(from).build())
        .build();
  }

  /** Counted at the end of a run. */
  private double removed() {
    return host.bean(MeterRegistry.class)
        .get("millrace.features.retention.removed")
        .counter()
        .count();
  }

  private String name(String series) {
    return run + "-" + series;
  }

  /** As the service shows it. */
  private JsonNode retainedFrom(String series) throws Exception {
    for (JsonNode one : rest.get("/ai/features/series?tenant_id=" + run, 200).get("items")) {
      if (one.get("series").asText().equals(name(series))) {
        return one.get("retained_from");
      }
    }
    throw new AssertionError("series %s is not shown".formatted(series));
  }

  private Instant first(String series) {
    return host.bean(MeasurementQueries.class).variables(run).stream()
        .filter(variable -> variable.series().equals(name(series)))
        .findFirst()
        .orElseThrow()
        .firstObserved();
  }
}
