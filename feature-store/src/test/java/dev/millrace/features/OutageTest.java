package dev.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.Samples;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.ExportOrder;
import dev.millrace.features.export.Progress;
import dev.millrace.features.holiday.PublicHolidays;
import dev.millrace.features.testkit.MoodyObjectStore;
import dev.millrace.features.testkit.Servers;
import dev.millrace.features.testkit.Upstream;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicSetup;
import dev.millrace.platform.testkit.Await;
import dev.millrace.topics.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutageTest {

  private static final Instant RECORDED = Instant.parse("2025-06-01T00:00:00Z");
  private static final Instant AS_OF = Instant.parse("2025-07-01T00:00:00Z");

  private final String run = Long.toString(System.nanoTime(), 36);
  private final MoodyObjectStore storage = new MoodyObjectStore();
  private Upstream upstream;
  private FeatureStore store;

  @BeforeEach
  void start() {
    Config config = ServiceHost.configuration(Servers.embedded(), Set.of(FeatureStore.NAME));
    try (Admin admin = new KafkaClients(config.section("kafka", KafkaSettings.class)).admin()) {
      TopicSetup.ensure(admin, Topics.all(), 1);
    }
    upstream = new Upstream(config);
    store =
        new FeatureStore(
            config.section(FeatureStore.NAME, FeatureStoreConfig.class),
            Database.open(config.section("database", DatabaseSettings.class), FeatureStore.NAME),
            new Kafka(upstream.clients(), upstream.codec(), upstream.publisher()),
            storage,
            new PublicHolidays(),
            new FeatureStore.Instruments(InstantSource.system(), new SimpleMeterRegistry()));
    store.start();
    upstream.measure(run, "s", Samples.hours(300), Samples.load(300, 1), RECORDED);
  }

  @AfterEach
  void stop() {
    store.close();
    upstream.close();
  }

  @Test
  void aJobWaitsForAStorageThatIsAwayAndIsThenAnswered() throws Exception {
    storage.beAway(2);

    DatasetPrepared answer = upstream.ask(job(1));

    assertThat(storage.outagesLeft()).isZero();
    assertThat(answer.getRefused()).isFalse();
  }

  @Test
  void aMistakeOfOursIsARefusalAndTheNextJobIsAnswered() throws Exception {
    storage.beBrokenOnce();

    DatasetPrepared refused = upstream.ask(job(1));
    DatasetPrepared prepared = upstream.ask(job(2));

    assertThat(refused.getRefused()).isTrue();
    assertThat(refused.getRefusals().getFirst().getMessage()).contains("an index is out of bounds");
    assertThat(prepared.getRefused()).isFalse();
  }

  @Test
  void aJobThatWasUnderWayWhenTheServiceStoppedIsDoneAtTheNextStart() throws Exception {
    int outages = 1_000_000;
    storage.beAway(outages);
    JobAccepted job = job(1);
    upstream.publisher().publishAndWait(Topics.JOB_ACCEPTED, job.getJobId(), job);
    Await.until("the job is under way", () -> storage.outagesLeft() < outages);

    stop();
    storage.beAway(0);
    start();

    assertThat(upstream.answerTo(job.getJobId()).getRefused()).isFalse();
  }

  @Test
  void anExportWaitsForAStorageThatIsAwayAndIsThenMade() {
    storage.beAway(2);

    Export export = store.exports().accept(order("waits"));

    assertThat(end(export)).isInstanceOf(Progress.Completed.class);
    assertThat(storage.outagesLeft()).isZero();
  }

  @Test
  void anExportThatWasUnderWayWhenTheServiceStoppedIsMadeAtTheNextStart() {
    int outages = 1_000_000;
    storage.beAway(outages);
    Export export = store.exports().accept(order("stopped"));
    Await.until("the export is under way", () -> storage.outagesLeft() < outages);

    stop();
    storage.beAway(0);
    start();

    assertThat(end(export)).isInstanceOf(Progress.Completed.class);
  }

  @Test
  void aMistakeOfOursIsAnExportThatFailedAndTheNextIsMade() {
    storage.beBrokenOnce();

    Progress failed = end(store.exports().accept(order("failed")));
    Progress made = end(store.exports().accept(order("made")));

    assertThat(failed).isInstanceOf(Progress.Failed.class);
    assertThat(((Progress.Failed) failed).why()).contains("an index is out of bounds");
    assertThat(made).isInstanceOf(Progress.Completed.class);
  }

  private ExportOrder order(String id) {
    DatasetRequest dataset =
        new DatasetRequest(
            run, "forecast_basic", List.of("s"), "load_kw", 24, TimeRange.ALL, AS_OF, 0.2, 0.1);
    return new ExportOrder(run + "-" + id, Optional.empty(), dataset, AS_OF);
  }

  /** Waits for the end of an export. */
  private Progress end(Export export) {
    String id = export.order().id();
    Await.until("export " + id + " ends", () -> hasEnded(progress(id)));
    return progress(id);
  }

  private Progress progress(String id) {
    return store.exports().find(id).orElseThrow().progress();
  }

  private static boolean hasEnded(Progress progress) {
    return !(progress instanceof Progress.Queued || progress instanceof Progress.Running);
  }

  private JobAccepted job(int number) {
    return Upstream.job(run + "-" + number, run, "s", AS_OF);
  }
}
