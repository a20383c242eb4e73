package dev.millrace.intake.stream;

import dev.millrace.events.JobRequested;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.internal.JobJournal;
import dev.millrace.intake.codec.FactCodec;
import dev.millrace.intake.codec.JobCodec;
import dev.millrace.intake.codec.JobJournalCodec;
import dev.millrace.intake.codec.RequestCodec;
import dev.millrace.intake.job.Fact;
import dev.millrace.intake.job.Job;
import dev.millrace.intake.job.JobCommand;
import dev.millrace.intake.job.JobDecider;
import dev.millrace.intake.job.JobEvent;
import dev.millrace.platform.decider.DeciderProcessor;
import dev.millrace.platform.decider.Snapshots;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.streams.EventStreams;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;

/**
 * Requests become jobs, facts move them.
 *
 * <p>Requests are repartitioned even though most carry the right key: they may come from any
 * producer, and not every client library puts a key on the partition that ours do.
 */
final class JobTopology {

  static final String JOBS = "jobs";

  private final EventStreams streams;
  private final EventCodec codec;
  private final int partitions;

  JobTopology(EventStreams streams, EventCodec codec, int partitions) {
    this.streams = streams;
    this.codec = codec;
    this.partitions = partitions;
  }

  void define() {
    KStream<String, JobEvent> events =
        requests()
            .merge(facts(Topics.JOB_CANCELLED, FactCodec::read), Named.as("or-cancelled"))
            .merge(facts(Topics.DATASET_PREPARED, FactCodec::read), Named.as("or-prepared"))
            .merge(facts(Topics.STUDY_PROGRESSED, FactCodec::read), Named.as("or-progressed"))
            .merge(facts(Topics.STUDY_COMPLETED, FactCodec::read), Named.as("or-completed"))
            .merge(facts(Topics.REGISTRATION_REFUSED, FactCodec::read), Named.as("or-refused"))
            .merge(registrations(), Named.as("or-registered"))
            .merge(facts(Topics.SERIES_LISTED, FactCodec::read), Named.as("or-listed"))
            .merge(facts(Topics.SERIES_PROGRESSED, FactCodec::read), Named.as("or-series-moved"))
            .process(
                DeciderProcessor.supplier(
                    new JobDecider(),
                    () -> new Snapshots<Job, JobEvent>(JOBS, jobSerde(codec), Job::unknown),
                    Optional.empty()),
                Named.as("decide-job"));
    streams.route(events, Topics.JOB_ACCEPTED, JobTopology::accepted);
    streams.route(events, Topics.JOB_REJECTED, JobTopology::rejected);
    streams.route(events, Topics.JOB_STATE, JobTopology::shown);
    new SeriesRoutes(streams).define(events);
  }

  private KStream<String, JobCommand> requests() {
    return streams
        .events(Topics.JOB_REQUESTED)
        .process(IdentifyJob::new, Named.as("identify-job"))
        .repartition(
            Repartitioned.with(Serdes.String(), codec.serde(JobRequested.class))
                .withName("requests-by-job")
                .withNumberOfPartitions(partitions))
        .mapValues(
            request -> new JobCommand.Ask(RequestCodec.read(request)), Named.as("ask-for-job"));
  }

  private <T extends SpecificRecord> KStream<String, JobCommand> facts(
      Topic<T> topic, Function<T, Fact> reading) {
    return streams
        .events(topic)
        // Only our own services write these topics; a record without a key is about no job.
        .filter((key, _) -> key != null, Named.as("keyed-" + topic.name()))
        .mapValues(
            event -> new JobCommand.Learn(reading.apply(event)),
            Named.as("learn-from-" + topic.name()));
  }

  /** Keyed by model on their topic; a model that no job made moves no job. */
  private KStream<String, JobCommand> registrations() {
    return streams
        .events(Topics.MODEL_REGISTERED)
        .filter((_, model) -> !model.getJobId().isBlank(), Named.as("registered-by-a-job"))
        .selectKey((_, model) -> model.getJobId(), Named.as("registered-key-job"))
        .repartition(
            Repartitioned.with(Serdes.String(), codec.serde(ModelRegistered.class))
                .withName("models-by-job")
                .withNumberOfPartitions(partitions))
        .mapValues(
            model -> new JobCommand.Learn(FactCodec.read(model)),
            Named.as("learn-from-model-registered"));
  }

  private static Optional<dev.millrace.events.JobAccepted> accepted(JobEvent event) {
    return event instanceof JobEvent.JobAccepted accepted
        ? Optional.of(JobCodec.write(accepted))
        : Optional.empty();
  }

  private static Optional<dev.millrace.events.JobRejected> rejected(JobEvent event) {
    return event instanceof JobEvent.JobRejected rejected
        ? Optional.of(JobCodec.write(rejected))
        : Optional.empty();
  }

  private static Optional<dev.millrace.events.JobState> shown(JobEvent event) {
    return event instanceof JobEvent.JobShown shown
        ? Optional.of(JobCodec.write(shown.job(), shown.at()))
        : Optional.empty();
  }

  static Serde<Job> jobSerde(EventCodec codec) {
    Serde<JobJournal> journals = codec.serde(JobJournal.class);
    return Serdes.serdeFrom(
        (topic, job) ->
            job == null ? null : journals.serializer().serialize(topic, JobJournalCodec.write(job)),
        (topic, bytes) ->
            bytes == null
                ? null
                : JobJournalCodec.read(journals.deserializer().deserialize(topic, bytes)));
  }
}
