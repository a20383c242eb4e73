package dev.millrace.intake.stream;

import dev.millrace.intake.codec.JobCodec;
import dev.millrace.intake.codec.RequestCodec;
import dev.millrace.intake.job.JobEvent;
import dev.millrace.intake.job.JobEvent.ParentTold;
import dev.millrace.intake.job.JobEvent.SeriesAsked;
import dev.millrace.intake.job.JobEvent.SeriesCancelled;
import dev.millrace.platform.streams.EventStreams;
import dev.millrace.topics.Topics;
import java.util.List;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * What a job per series and the jobs of its series say to each other. They have different keys, so
 * they talk through topics; each record is part of the transaction of the state it follows from.
 */
final class SeriesRoutes {

  private final EventStreams streams;

  SeriesRoutes(EventStreams streams) {
    this.streams = streams;
  }

  void define(KStream<String, JobEvent> events) {
    streams.to(
        Topics.JOB_REQUESTED,
        "for-series",
        of(SeriesAsked.class, events, "asked-for-series")
            .mapValues(
                asked -> RequestCodec.write(asked.job().id(), asked.request(), asked.at()),
                Named.as("request-for-series"))
            .selectKey((_, request) -> request.getJobId(), Named.as("series-key-job")));
    streams.to(
        Topics.JOB_CANCELLED,
        "for-series",
        of(SeriesCancelled.class, events, "cancelled-for-series")
            .mapValues(cancelled -> JobCodec.write(cancelled), Named.as("cancel-series"))
            .selectKey((_, cancelled) -> cancelled.getJobId(), Named.as("cancelled-key-job")));
    streams.to(
        Topics.SERIES_PROGRESSED,
        "for-series",
        of(ParentTold.class, events, "told-of-series")
            .mapValues(told -> JobCodec.write(told), Named.as("tell-of-series"))
            .selectKey((_, told) -> told.getJobId(), Named.as("told-key-job")));
  }

  private static <E extends JobEvent> KStream<String, E> of(
      Class<E> kind, KStream<String, JobEvent> events, String name) {
    return events.flatMapValues(
        event -> kind.isInstance(event) ? List.of(kind.cast(event)) : List.of(), Named.as(name));
  }
}
