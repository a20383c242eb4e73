package dev.millrace.hpo.stream;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.hpo.codec.Announcements;
import dev.millrace.hpo.codec.CompletionCodec;
import dev.millrace.hpo.codec.JobCodec;
import dev.millrace.hpo.pool.PoolCommand;
import dev.millrace.hpo.pool.PoolRules;
import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.platform.decider.DeciderProcessor;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.streams.EventStreams;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * Everything that is said of jobs, trials and workers is brought together by pool, decided upon by
 * the pool's rules, and announced.
 */
public final class PoolTopology {

  public static final String APPLICATION_ID = "millrace-hpo-service";

  private static final int PARTITIONS = 4;
  private static final String DEFAULT_POOL = "default";

  private final EventCodec codec;
  private final PoolSettings settings;
  private final Duration tick;
  private final PoolMetrics metrics;

  public PoolTopology(EventCodec codec, PoolSettings settings, Duration tick, PoolMetrics metrics) {
    this.codec = codec;
    this.settings = settings;
    this.tick = tick;
    this.metrics = metrics;
  }

  public Topology build() {
    StreamsBuilder builder = new StreamsBuilder();
    EventStreams edge = new EventStreams(builder, codec, "hpo-service");
    KStream<String, SpecificRecord> heard =
        hear(edge, Topics.JOB_ACCEPTED, job -> job.getConfig().getPool())
            .merge(hear(edge, Topics.DATASET_PREPARED, DatasetPrepared::getPool), with("datasets"))
            .merge(hear(edge, Topics.JOB_CANCELLED, JobCancelled::getPool), with("cancellations"))
            .merge(hear(edge, Topics.TRIAL_PROGRESSED, TrialProgressed::getPool), with("progress"))
            .merge(hear(edge, Topics.TRIAL_COMPLETED, TrialCompleted::getPool), with("results"))
            .merge(hear(edge, Topics.RANK_PROGRESSED, RankProgressed::getPool), with("ranks"))
            .merge(hear(edge, Topics.WORKER_HEARTBEAT, WorkerHeartbeat::getPool), with("workers"))
            .filterNot((_, event) -> isPerSeries(event), Named.as("without-jobs-per-series"))
            .repartition(
                Repartitioned.with(Serdes.String(), codec.anySerde())
                    .withName("by-pool")
                    .withNumberOfPartitions(PARTITIONS));
    KStream<String, SpecificRecord> said =
        heard
            .filter((_, event) -> verdict(event).isEmpty(), Named.as("possible"))
            .process(ArrivingCommands::new, Named.as("arrive"))
            .process(decider(), Named.as("decide"))
            .process(OutgoingAnnouncements::new, Named.as("announce"))
            .merge(impossible(heard), with("impossible"));
    announce(edge, said, Topics.TRIAL_PROPOSED);
    announce(edge, said, Topics.STUDY_PROGRESSED);
    announce(edge, said, Topics.STUDY_COMPLETED);
    return builder.build();
  }

  private ProcessorSupplier<String, PoolCommand, String, Announced> decider() {
    AnnouncingRules rules =
        new AnnouncingRules(new PoolRules(settings), new Announcements(settings));
    return DeciderProcessor.supplier(
        rules,
        () -> new MeteredJournal(PoolJournal.log(codec, rules), metrics),
        Optional.of(DeciderProcessor.Ticks.every(tick, _ -> new PoolCommand.Tick())));
  }

  private static <T extends SpecificRecord> KStream<String, SpecificRecord> hear(
      EventStreams edge, Topic<T> topic, Function<T, String> pool) {
    return edge.events(topic)
        .map(
            (_, event) -> KeyValue.pair(nameOf(pool.apply(event)), event),
            Named.as("pool-of-" + topic.name()));
  }

  /** Has no study: each of its series has a job of its own, and that has one. */
  private static boolean isPerSeries(SpecificRecord event) {
    return event instanceof JobAccepted job && job.getConfig().getPerSeries();
  }

  private static String nameOf(String pool) {
    return pool.isBlank() ? DEFAULT_POOL : pool;
  }

  /** Jobs that no rule could work with are told so, and come no further. */
  private static KStream<String, SpecificRecord> impossible(KStream<String, SpecificRecord> heard) {
    return heard.flatMap(
        (_, event) ->
            verdict(event).stream()
                .map(end -> KeyValue.<String, SpecificRecord>pair(end.getJobId(), end))
                .toList(),
        Named.as("impossible"));
  }

  private static Optional<StudyCompleted> verdict(SpecificRecord event) {
    return event instanceof JobAccepted job
        ? JobCodec.complaint(job).map(why -> CompletionCodec.impossible(job, why))
        : Optional.empty();
  }

  private static <T extends SpecificRecord> void announce(
      EventStreams edge, KStream<String, SpecificRecord> said, Topic<T> topic) {
    edge.route(
        said,
        topic,
        event ->
            topic.valueClass().isInstance(event)
                ? Optional.of(topic.valueClass().cast(event))
                : Optional.empty());
  }

  private static Named with(String what) {
    return Named.as("with-" + what);
  }
}
