package dev.millrace.trainer.worker;

import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.train.Trainers;
import dev.millrace.trainer.worker.codec.TrialEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/** The parts of one worker, put together. */
record WorkerParts(
    String workerId,
    PreparedDatasets datasets,
    Endings endings,
    RunningAttempts running,
    Attempts attempts,
    Heartbeats heartbeats,
    List<Slot> slots) {

  /** What a worker is connected to. */
  record Surroundings(
      KafkaClients clients,
      EventCodec codec,
      EventPublisher publisher,
      ObjectStore store,
      MeterRegistry meters,
      InstantSource clock) {}

  static WorkerParts of(TrainerWorkerConfig config, Trainers trainers, Surroundings around) {
    String workerId = "worker-" + UUID.randomUUID();
    var facts = new ProcessFacts();
    var running = new RunningAttempts();
    var endings = new Endings();
    var meters = new WorkerMeters(around.meters(), running);
    var datasets =
        new PreparedDatasets(
            trainers,
            new DatasetFiles(
                config.cacheFolder(), config.cacheBytes(), around.store(), around.clock()),
            config.datasetsInMemory());
    var events = new TrialEvents(workerId, trainers.libraryVersions(), around.clock());
    var attempts =
        new Attempts(
            config,
            new AttemptRunner(datasets, around.store(), events, facts),
            events,
            around.publisher(),
            endings,
            running,
            meters,
            around.clock());
    var heartbeats =
        new Heartbeats(
            new Heartbeats.Identity(workerId, config.pool(), versions(trainers)),
            running,
            facts,
            around.clock(),
            event ->
                Background.send(
                    () -> around.publisher().publish(Topics.WORKER_HEARTBEAT, workerId, event),
                    "a heartbeat"));
    List<Slot> slots =
        IntStream.range(0, config.slotCount())
            .mapToObj(
                index ->
                    new Slot(
                        config.pool(),
                        () ->
                            around.clients().shareConsumer(config.group(), workerId + "-" + index),
                        around.codec(),
                        around.publisher(),
                        endings,
                        attempts,
                        meters))
            .toList();
    return new WorkerParts(workerId, datasets, endings, running, attempts, heartbeats, slots);
  }

  private static Map<String, String> versions(Trainers trainers) {
    Map<String, String> versions = new TreeMap<>(trainers.libraryVersions());
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
