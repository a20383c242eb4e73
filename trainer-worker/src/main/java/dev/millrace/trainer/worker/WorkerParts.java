package dev.millrace.trainer.worker;

import dev.millrace.topics.Topics;
import dev.millrace.trainer.train.Trainers;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.worker.codec.TrialEvents;
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
    Gangs gangs,
    RunningAttempts running,
    Attempts attempts,
    Heartbeats heartbeats,
    OldCheckpoints oldCheckpoints,
    List<Slot> slots) {

  static WorkerParts of(TrainerWorkerConfig config, Trainers trainers, Surroundings around) {
    String workerId = "worker-" + UUID.randomUUID();
    var facts = new ProcessFacts();
    var running = new RunningAttempts();
    var endings = new Endings();
    var meters = new WorkerMeters(around.meters(), running);
    var events =
        new TrialEvents(workerId, config.name(), trainers.libraryVersions(), around.clock());
    var datasets = datasets(config, trainers, around, facts);
    var gangs = new Gangs();
    var ranks =
        new Ranks(
            around.publisher(), new RankEvents(workerId, config.name(), around.clock()), gangs);
    var teams =
        new Teams(config.collectiveHost(), config.collectiveTimeout(), gangs, ranks::invite);
    var runner =
        new AttemptRunner(datasets, around.store(), events, facts, config.attemptLimits(), teams);
    var attempts = new Attempts(config, around, runner, events, endings, running, meters, ranks);
    var identity =
        new Heartbeats.Identity(
            workerId, config.name(), around.clock().instant(), config.pool(), versions(trainers));
    var heartbeats = heartbeats(identity, running, facts, around);
    List<Slot> slots =
        IntStream.range(0, config.slotCount())
            .mapToObj(i -> workerId + "-" + i)
            .map(
                name ->
                    new Slot(
                        config,
                        around,
                        () -> around.clients().shareConsumer(config.group(), name),
                        endings,
                        attempts,
                        meters))
            .toList();
    var oldCheckpoints =
        new OldCheckpoints(around.store(), config.checkpointRetention(), around.clock());
    return new WorkerParts(
        workerId, datasets, endings, gangs, running, attempts, heartbeats, oldCheckpoints, slots);
  }

  private static PreparedDatasets datasets(
      TrainerWorkerConfig config, Trainers trainers, Surroundings around, ProcessFacts facts) {
    var files =
        new DatasetFiles(config.cacheFolder(), config.cacheBytes(), around.store(), around.clock());
    MemoryNeed budget = config.memory(Runtime.getRuntime().maxMemory(), facts.machineBytes());
    var datasets = new PreparedDatasets(trainers, files, config.datasetsInMemory(), budget);
    WorkerMeters.watch(around.meters(), datasets);
    return datasets;
  }

  private static Heartbeats heartbeats(
      Heartbeats.Identity identity,
      RunningAttempts running,
      ProcessFacts facts,
      Surroundings around) {
    return new Heartbeats(
        identity,
        running,
        facts,
        around.clock(),
        event -> {
          var _ =
              Background.send(
                  () ->
                      around
                          .publisher()
                          .publish(Topics.WORKER_HEARTBEAT, identity.workerId(), event),
                  "a heartbeat");
        });
  }

  private static Map<String, String> versions(Trainers trainers) {
    Map<String, String> versions = new TreeMap<>(trainers.libraryVersions());
    versions.put("java", Runtime.version().toString());
    return versions;
  }
}
