package dev.millrace.intake.stream;

import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.streams.EventStreams;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;

/** The whole application: policies that make requests, requests that become jobs. */
public final class IntakeTopology {

  public static final String APPLICATION_ID = "job-intake";

  /** Topics that one task reads together, so they must have equally many partitions. */
  public static final List<Topic<?>> COPARTITIONED =
      List.of(
          Topics.JOB_CANCELLED,
          Topics.SERIES_LISTED,
          Topics.SERIES_PROGRESSED,
          Topics.DATASET_PREPARED,
          Topics.STUDY_PROGRESSED,
          Topics.STUDY_COMPLETED,
          Topics.REGISTRATION_REFUSED);

  private IntakeTopology() {}

  /**
   * Builds it.
   *
   * @param partitions how many partitions each of {@link #COPARTITIONED} has
   * @param tick how often policies look whether a burst is over
   */
  public static Topology build(EventCodec codec, int partitions, Duration tick) {
    StreamsBuilder builder = new StreamsBuilder();
    EventStreams streams = new EventStreams(builder, codec, APPLICATION_ID);
    new JobTopology(streams, codec, partitions).define();
    new PolicyTopology(builder, streams, codec, partitions, tick).define();
    return builder.build();
  }
}
