package dev.millrace.platform.streams;

import dev.millrace.platform.host.Health;
import dev.millrace.platform.kafka.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Kafka Streams application under exactly-once: start, health, clean stop. */
public final class StreamsApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private final String applicationId;
  private final ProcessIdentity identity;
  private final KafkaStreams streams;

  public StreamsApp(
      String applicationId, Topology topology, KafkaClients clients, StreamsSettings settings) {
    this.applicationId = applicationId;
    this.identity = ProcessIdentity.in(settings.stateDirectory(), applicationId);
    this.streams =
        new KafkaStreams(
            topology,
            properties(applicationId, clients, settings),
            new IdentifiedClients(identity.text()));
    streams.setUncaughtExceptionHandler(
        failure -> {
          LOG.atError()
              .setCause(failure)
              .addKeyValue("application", applicationId)
              .log("a stream thread died and is replaced");
          return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
  }

  private static Properties properties(
      String applicationId, KafkaClients clients, StreamsSettings settings) {
    Map<String, Object> config = new HashMap<>(clients.common());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.groupProtocol());
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, clients.settings().replicationFactor());
    if (settings.groupProtocol().equals("classic")) {
      // With the streams protocol these two are the group's settings on the broker.
      config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
      config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    }
    // A hop must not wait for a fuller batch. Commits are due as soon as something was processed,
    // so
    // none waits for the end of a poll, which may be long: polls in vain cost CPU all day.
    config.put(StreamsConfig.POLL_MS_CONFIG, 100L);
    config.put(StreamsConfig.producerPrefix("linger.ms"), 0);
    // A transaction that begins while the last one still ends is refused once or twice.
    config.put(StreamsConfig.producerPrefix("retry.backoff.ms"), 5);
    // A fetch leaves out partitions that have records waiting in the client; what arrives there
    // meanwhile waits for that fetch to end, up to half a second by default.
    config.put(StreamsConfig.mainConsumerPrefix("fetch.max.wait.ms"), 100);
    Properties properties = new Properties();
    properties.putAll(config);
    return properties;
  }

  public StreamsApp start() {
    streams.start();
    return this;
  }

  public Health health() {
    KafkaStreams.State state = streams.state();
    return switch (state) {
      case RUNNING -> Health.up(applicationId);
      case CREATED, REBALANCING -> Health.starting(applicationId, "streams " + state);
      case PENDING_SHUTDOWN, NOT_RUNNING, PENDING_ERROR, ERROR ->
          Health.down(applicationId, "streams " + state);
    };
  }

  public KafkaStreams streams() {
    return streams;
  }

  /** Stops and leaves the group, so that a restart need not wait for a session to time out. */
  @Override
  public void close() {
    boolean ended =
        streams.close(
            CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_TIMEOUT));
    if (!ended) {
      LOG.atWarn().addKeyValue("application", applicationId).log("streams did not stop in time");
    }
    identity.close();
  }
}
