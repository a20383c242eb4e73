package dev.millrace.standalone.bench.scheduler;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.PollPace;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;

/**
 * A worker's slot in all that others see of it: takes a proposal out of the share group, says that
 * it starts, lets the trial's length pass, and says that it is complete.
 */
final class SimulatedSlot implements Runnable {

  /** What a slot says at the end of an attempt, given that it is complete. */
  interface Answers {
    List<TrialCompleted> to(TrialProposed proposal, TrialCompleted complete);
  }

  private final String workerId;
  private final Duration length;
  private final Answers answers;
  private final EventCodec codec;
  private final EventPublisher publisher;
  private final InstantSource clock;
  private final ShareConsumer<String, byte[]> consumer;
  private final List<Duration> gaps = new ArrayList<>();
  private long firstStart;
  private long lastEnd;
  private volatile boolean stopped;

  SimulatedSlot(
      String workerId,
      Duration length,
      Answers answers,
      EventCodec codec,
      EventPublisher publisher,
      InstantSource clock,
      ShareConsumer<String, byte[]> consumer) {
    this.workerId = workerId;
    this.length = length;
    this.answers = answers;
    this.codec = codec;
    this.publisher = publisher;
    this.clock = clock;
    this.consumer = consumer;
  }

  @Override
  public void run() {
    try (consumer) {
      consumer.subscribe(List.of(Topics.TRIAL_PROPOSED.name()));
      PollPace pace = new PollPace();
      while (!stopped) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(pace.next(System.nanoTime()))) {
          if (codec.decode(Topics.TRIAL_PROPOSED, record.value())
              instanceof Decoded.Value<TrialProposed>(var proposal)) {
            train(proposal, record);
            pace.worked(System.nanoTime());
          }
        }
      }
    }
  }

  private void train(TrialProposed proposal, ConsumerRecord<String, byte[]> record) {
    long taken = System.nanoTime();
    if (firstStart == 0) {
      firstStart = taken;
    } else {
      gaps.add(Duration.ofNanos(taken - lastEnd));
    }
    publisher.publishAndWait(Topics.TRIAL_PROGRESSED, proposal.getJobId(), started(proposal));
    consumer.acknowledge(record, AcknowledgeType.ACCEPT);
    consumer.commitSync();
    long until = System.nanoTime() + length.toNanos();
    for (long left = length.toNanos(); left > 0; left = until - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    for (TrialCompleted answer : answers.to(proposal, completed(proposal))) {
      publisher.publishAndWait(Topics.TRIAL_COMPLETED, proposal.getJobId(), answer);
    }
    lastEnd = System.nanoTime();
  }

  /** Takes nothing more. */
  void stop() {
    stopped = true;
  }

  /**
   * From the end of each fit to the taking of the next; to be read when the slot's thread is over.
   */
  List<Duration> gaps() {
    return List.copyOf(gaps);
  }

  long firstStart() {
    return firstStart;
  }

  long lastEnd() {
    return lastEnd;
  }

  private TrialProgressed started(TrialProposed proposal) {
    return TrialProgressed.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(clock.instant())
        .setTenantId(proposal.getTenantId())
        .setJobId(proposal.getJobId())
        .setStudyId(proposal.getStudyId())
        .setTrialId(proposal.getTrialId())
        .setTrialNumber(proposal.getTrialNumber())
        .setAttempt(proposal.getAttempt())
        .setAttemptId(proposal.getAttemptId())
        .setPool(proposal.getPool())
        .setKind(proposal.getKind())
        .setWorkerId(workerId)
        .setPhase(TrialPhase.STARTED)
        .build();
  }

  private TrialCompleted completed(TrialProposed proposal) {
    double value = 1 + proposal.getTrialNumber() % 7;
    TrialCompleted.Builder event =
        TrialCompleted.newBuilder()
            .setEventId(UUID.randomUUID().toString())
            .setOccurredAt(clock.instant())
            .setTenantId(proposal.getTenantId())
            .setJobId(proposal.getJobId())
            .setStudyId(proposal.getStudyId())
            .setTrialId(proposal.getTrialId())
            .setTrialNumber(proposal.getTrialNumber())
            .setAttempt(proposal.getAttempt())
            .setAttemptId(proposal.getAttemptId())
            .setPool(proposal.getPool())
            .setKind(proposal.getKind())
            .setWorkerId(workerId)
            .setParameters(proposal.getParameters())
            .setState(TrialState.COMPLETE);
    return proposal.getKind() == TrialKind.FINAL_FIT
        ? event
            .setTestMetrics(Map.of("mae", value))
            .setArtifact(new ArtifactRef("s3://bench/none", "", 0L))
            .build()
        : event.setObjective(value).setMetrics(Map.of("mae", value)).build();
  }
}
