package dev.millrace.standalone.bench.ingest;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.features.measurement.stream.MeasurementIngest;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicSetup;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * From the topic to the table: the real feature-store on an embedded broker and an embedded
 * PostgreSQL that syncs to disk as {@code up} does, all on this machine.
 */
public final class IngestBench {
  private static final String SERVICE = "feature-store";
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final Duration LOOK = Duration.ofMillis(50);

  /**
   * What came out.
   *
   * @param filling time to put the measurements on the topic, with the service away
   * @param toFirstRows from the service's start until the first rows were committed
   * @param firstRows how many these were
   * @param wall from then until all were
   * @param cpu spent in {@code wall}
   * @param rows in the table afterwards, as the database counts them
   * @param summed measurements by the summary of the variables
   * @param tableBytes of the table and its indexes
   * @param secondStart from another start of the service, with nothing to do, until it is ready
   */
  public record Result(
      IngestLoad load,
      Duration filling,
      Duration toFirstRows,
      long firstRows,
      Duration wall,
      CpuTimes cpu,
      long rows,
      long summed,
      long tableBytes,
      Duration secondStart) {

    /** Measurements a second, from the first commit to the last. */
    public double rate() {
      return (load.measurements() - firstRows) / (Math.max(1, wall.toNanos()) / 1e9);
    }
  }

  private record Ingested(Duration toFirstRows, long firstRows, Duration wall, CpuTimes cpu) {}

  private final OptionalInt batch;

  /**
   * @param batch most measurements of a transaction; empty = what the service does by itself
   */
  public IngestBench(OptionalInt batch) {
    this.batch = batch;
  }

  /**
   * Runs it on a folder, which it fills.
   *
   * @param progress told how many measurements are on the topic
   */
  public Result run(Path folder, IngestLoad load, IntConsumer progress)
      throws SQLException, IOException {
    try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.Options.in(folder));
        Table table =
            new Table(
                DatabaseSettings.at(
                    stack.jdbcUrl(), stack.databaseUser(), stack.databasePassword()))) {
      Duration filling = fill(stack, load, progress);
      Ingested ingested = ingest(stack, table, load);
      long begun = System.nanoTime();
      Duration secondStart;
      try (ServiceHost host = start(stack)) {
        await(host::isReady, "the service is ready");
        secondStart = since(begun);
      }
      return new Result(
          load,
          filling,
          ingested.toFirstRows(),
          ingested.firstRows(),
          ingested.wall(),
          ingested.cpu(),
          table.rows(),
          table.summed(),
          table.bytes(),
          secondStart);
    }
  }

  private static Duration fill(EmbeddedStack stack, IngestLoad load, IntConsumer progress) {
    KafkaClients clients = new KafkaClients(KafkaSettings.at(stack.bootstrapServers()));
    try (Admin admin = clients.admin()) {
      TopicSetup.ensure(admin, Topics.all(), 1);
    }
    long begun = System.nanoTime();
    try (HttpSchemaRegistry registry =
            new HttpSchemaRegistry(RegistrySettings.at(stack.registryUrl()));
        EventPublisher publisher =
            new EventPublisher(clients.producer("bench"), new AvroEventCodec(registry))) {
      new TopicFiller(publisher, load).fill(progress);
    }
    return since(begun);
  }

  private Ingested ingest(EmbeddedStack stack, Table table, IngestLoad load) {
    Path postgres = stack.dataDirectory().resolve("postgres").resolve("data");
    long begun = System.nanoTime();
    try (ServiceHost _ = start(stack)) {
      await(() -> table.reached() > 0, "the first rows are there");
      long first = System.nanoTime();
      long firstRows = table.reached();
      CpuTimes before = CpuTimes.now(MeasurementIngest.NAME, postgres);
      await(() -> table.reached() >= load.measurements(), "all rows are there");
      Duration wall = since(first);
      CpuTimes cpu = CpuTimes.now(MeasurementIngest.NAME, postgres).since(before);
      return new Ingested(Duration.ofNanos(first - begun), firstRows, wall, cpu);
    }
  }

  private ServiceHost start(EmbeddedStack stack) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    batch.ifPresent(
        most -> environment.put("MILLRACE_FEATURE_STORE_INGEST_BATCH", Integer.toString(most)));
    return ServiceHost.start(
        ServiceHost.configuration(environment, Set.of(SERVICE)), Set.of(SERVICE));
  }

  private static void await(BooleanSupplier condition, String what) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("waited %s in vain until %s".formatted(PATIENCE, what));
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
