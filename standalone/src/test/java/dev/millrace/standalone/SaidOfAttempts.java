package dev.millrace.standalone;

import dev.millrace.events.CheckpointRef;
import dev.millrace.events.JobLog;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.standalone.up.ServerAddress;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** What the topics say about the attempts of one job. */
final class SaidOfAttempts implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String job;
  private final List<TrialProposed> proposals = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final CompletableFuture<CheckpointRef> checkpoint = new CompletableFuture<>();
  private final HttpSchemaRegistry registry;
  private final TopicTail tail;

  /** Reads from the beginning and follows. */
  SaidOfAttempts(ServerAddress address, String job) {
    this.job = job;
    this.registry = new HttpSchemaRegistry(RegistrySettings.at(address.registry()));
    this.tail =
        new TopicTail(
                "said-of-attempts",
                new KafkaClients(KafkaSettings.at(address.kafka())),
                new AvroEventCodec(registry),
                TopicTail.From.BEGINNING)
            .on(Topics.TRIAL_PROPOSED, (id, event) -> of(id, event).ifPresent(proposals::add))
            .on(Topics.TRIAL_PROGRESSED, (id, event) -> of(id, event).ifPresent(this::note))
            .on(
                Topics.JOB_LOG,
                (id, event) -> of(id, event).map(JobLog::getMessage).ifPresent(lines::add))
            .start();
  }

  private <T> Optional<T> of(String id, Optional<T> event) {
    return event.filter(_ -> id.equals(job));
  }

  private void note(TrialProgressed progressed) {
    Optional.ofNullable(progressed.getCheckpoint()).ifPresent(checkpoint::complete);
  }

  /** Waits until an attempt has said that it stored one. */
  CheckpointRef firstCheckpoint() throws Exception {
    return checkpoint.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** What was said until now is known after this. */
  SaidOfAttempts toTheEnd() throws InterruptedException {
    if (!tail.awaitCaughtUp(PATIENCE)) {
      throw new AssertionError("the topics could not be read to their ends");
    }
    return this;
  }

  TrialProposed proposal(int trial, int attempt) {
    return proposals.stream()
        .filter(one -> one.getTrialNumber() == trial && one.getAttempt() == attempt)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not proposed: " + proposals));
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void close() {
    tail.close();
    registry.close();
  }
}
