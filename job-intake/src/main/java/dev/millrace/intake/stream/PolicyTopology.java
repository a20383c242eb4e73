package dev.millrace.intake.stream;

import dev.millrace.events.DataUpdated;
import dev.millrace.events.JobRequested;
import dev.millrace.events.RetrainingPolicy;
import dev.millrace.events.internal.PolicyWatch;
import dev.millrace.intake.codec.PolicyCodec;
import dev.millrace.intake.codec.RequestCodec;
import dev.millrace.intake.policy.PolicyCommand;
import dev.millrace.intake.policy.PolicyDecider;
import dev.millrace.intake.policy.PolicyEvent;
import dev.millrace.intake.policy.PolicyEvent.JobAsked;
import dev.millrace.intake.policy.Watch;
import dev.millrace.platform.decider.DeciderProcessor;
import dev.millrace.platform.decider.DeciderProcessor.Ticks;
import dev.millrace.platform.decider.Snapshots;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.streams.EventStreams;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/** Changed data become requests, as the policies say. */
final class PolicyTopology {

  static final String WATCHES = "policy-watches";

  private final StreamsBuilder builder;
  private final EventStreams streams;
  private final EventCodec codec;
  private final int partitions;
  private final Duration tick;

  PolicyTopology(
      StreamsBuilder builder,
      EventStreams streams,
      EventCodec codec,
      int partitions,
      Duration tick) {
    this.builder = builder;
    this.streams = streams;
    this.codec = codec;
    this.partitions = partitions;
    this.tick = tick;
  }

  /** The key of all that concerns a tenant's feature set. */
  static String watchOf(String tenantId, String featureSet) {
    return tenantId + "/" + featureSet;
  }

  void define() {
    KStream<String, JobRequested> requests =
        policies()
            .merge(updates(), Named.as("or-updated"))
            .processValues(Commands::new, Named.as("order-from-policies-and-updates"))
            .process(
                DeciderProcessor.<Watch, PolicyCommand, PolicyEvent>supplier(
                    new PolicyDecider(),
                    () -> new Snapshots<>(WATCHES, watchSerde(codec), _ -> Watch.EMPTY),
                    Optional.of(Ticks.every(tick, _ -> new PolicyCommand.Tick()))),
                Named.as("decide-policies"))
            .flatMapValues(
                event -> event instanceof JobAsked asked ? List.of(asked) : List.of(),
                Named.as("asked-by-policies"))
            .mapValues(
                asked -> RequestCodec.write(asked.jobId(), asked.request(), asked.at()),
                Named.as("request-for-policies"))
            .selectKey((_, request) -> request.getJobId(), Named.as("requested-key-job"));
    streams.to(Topics.JOB_REQUESTED, requests);
  }

  private KStream<String, SpecificRecord> policies() {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(RoutePolicy.STORE),
            Serdes.String(),
            codec.serde(RetrainingPolicy.class)));
    return streams
        .changes(Topics.RETRAINING_POLICY)
        .filter((key, _) -> key != null, Named.as("keyed-retraining-policy"))
        .process(RoutePolicy::new, Named.as("route-policy"), RoutePolicy.STORE)
        .repartition(
            Repartitioned.with(Serdes.String(), codec.serde(RetrainingPolicy.class))
                .withName("policies-by-feature-set")
                .withNumberOfPartitions(partitions))
        .mapValues(policy -> (SpecificRecord) policy, Named.as("any-policy"));
  }

  private KStream<String, SpecificRecord> updates() {
    return streams
        .events(Topics.DATA_UPDATED)
        .process(IdentifyUpdate::new, Named.as("identify-update"))
        .repartition(
            Repartitioned.with(Serdes.String(), codec.serde(DataUpdated.class))
                .withName("updates-by-feature-set")
                .withNumberOfPartitions(partitions))
        .mapValues(update -> (SpecificRecord) update, Named.as("any-update"));
  }

  static Serde<Watch> watchSerde(EventCodec codec) {
    Serde<PolicyWatch> watches = codec.serde(PolicyWatch.class);
    return Serdes.serdeFrom(
        (topic, watch) ->
            watch == null ? null : watches.serializer().serialize(topic, PolicyCodec.write(watch)),
        (topic, bytes) ->
            bytes == null
                ? null
                : PolicyCodec.read(watches.deserializer().deserialize(topic, bytes)));
  }
}
