package dev.millrace.standalone.bench.scheduler;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.worker.ShareGroup;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * The real hpo-service on a real broker, with slots that only let time pass. In real time: a trial
 * of a second takes a second.
 */
public final class KafkaBench {
  private static final String SERVICE = "hpo-service";
  private static final String GROUP = "trainers-default";
  private static final String WORKER = "bench";
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * What came out.
   *
   * @param wall from the first start of a trial to the last end
   * @param cpu of this process, broker and service and slots together, in that time
   * @param gaps from a fit's end to the start of the next on the same slot, ascending
   */
  public record Result(SchedulerLoad load, Duration wall, Duration cpu, List<Duration> gaps) {

    public Result {
      gaps = gaps.stream().sorted().toList();
    }

    /** How much longer it took than with slots that are never idle, as a share of that. */
    public double overhead() {
      return (double) wall.toNanos() / load.ideal().toNanos() - 1;
    }

    public Duration gap(double quantile) {
      return gaps.isEmpty() ? Duration.ZERO : gaps.get((int) (quantile * (gaps.size() - 1)));
    }

    public Duration cpuPerTrial() {
      return cpu.dividedBy(load.fits());
    }
  }

  private final InstantSource clock;

  public KafkaBench(InstantSource clock) {
    this.clock = clock;
  }

  /** Runs it to the end; {@code progress} is told how many studies are complete. */
  public Result run(SchedulerLoad load, IntConsumer progress) throws InterruptedException {
    try (EmbeddedStack stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY);
        ServiceHost host = start(stack)) {
      return run(load, host, progress);
    }
  }

  static ServiceHost start(EmbeddedStack stack) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    environment.put(
        "MILLRACE_HPO_SERVICE_STREAMS_STATE_DIRECTORY",
        stack.dataDirectory().resolve("state").toString());
    return ServiceHost.start(
        ServiceHost.configuration(environment, Set.of(SERVICE)), Set.of(SERVICE));
  }

  private Result run(SchedulerLoad load, ServiceHost host, IntConsumer progress)
      throws InterruptedException {
    Neighbours others = new Neighbours(host.bean(EventPublisher.class), clock);
    BlockingQueue<String> completed = new LinkedBlockingQueue<>();
    List<SimulatedSlot> slots = slots(load, host);
    ScheduledExecutorService heart =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("bench-heart").daemon().factory());
    try (TopicTail _ = listen(host, completed);
        heart) {
      for (int i = 0; i < load.jobs(); i++) {
        others.request("bench-" + i, load.trialsOf(i), load.parallel());
      }
      ShareGroup.configure(host.bean(KafkaClients.class), GROUP);
      List<Thread> threads =
          slots.stream().map(slot -> Thread.ofPlatform().name("bench-slot").start(slot)).toList();
      Duration before = cpu();
      var _ =
          heart.scheduleAtFixedRate(
              () -> others.beat(WORKER, load.workers()),
              0,
              HEARTBEAT.toMillis(),
              TimeUnit.MILLISECONDS);
      awaitAll(load, completed, progress);
      Duration cpu = cpu().minus(before);
      heart.shutdownNow();
      slots.forEach(SimulatedSlot::stop);
      for (Thread thread : threads) {
        thread.join();
      }
      return result(load, slots, cpu);
    }
  }

  private List<SimulatedSlot> slots(SchedulerLoad load, ServiceHost host) {
    List<SimulatedSlot> slots = new ArrayList<>();
    for (int i = 0; i < load.workers(); i++) {
      slots.add(
          new SimulatedSlot(
              WORKER,
              load.trialLength(),
              (_, complete) -> List.of(complete),
              host.bean(EventCodec.class),
              host.bean(EventPublisher.class),
              clock,
              host.bean(KafkaClients.class).shareConsumer(GROUP, "bench-slot-" + i)));
    }
    return slots;
  }

  private static TopicTail listen(ServiceHost host, BlockingQueue<String> completed) {
    return new TopicTail(
            "bench",
            host.bean(KafkaClients.class),
            host.bean(EventCodec.class),
            TopicTail.From.BEGINNING)
        .on(Topics.STUDY_COMPLETED, (jobId, _) -> completed.add(jobId))
        .start();
  }

  private static void awaitAll(
      SchedulerLoad load, BlockingQueue<String> completed, IntConsumer progress)
      throws InterruptedException {
    Duration longest = load.ideal().multipliedBy(3).plus(PATIENCE);
    long until = System.nanoTime() + longest.toNanos();
    Set<String> over = new HashSet<>();
    while (over.size() < load.jobs()) {
      String job = completed.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (job == null) {
        throw new IllegalStateException(
            "%d of %d studies were complete after %s".formatted(over.size(), load.jobs(), longest));
      }
      over.add(job);
      progress.accept(over.size());
    }
  }

  private static Result result(SchedulerLoad load, List<SimulatedSlot> slots, Duration cpu) {
    long first =
        slots.stream()
            .mapToLong(SimulatedSlot::firstStart)
            .filter(at -> at != 0)
            .min()
            .orElseThrow();
    long last =
        slots.stream().mapToLong(SimulatedSlot::lastEnd).filter(at -> at != 0).max().orElseThrow();
    List<Duration> gaps = slots.stream().flatMap(slot -> slot.gaps().stream()).toList();
    return new Result(load, Duration.ofNanos(last - first), cpu, gaps);
  }

  /** CPU time of the whole process. */
  private static Duration cpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Duration.ofNanos(system.getProcessCpuTime())
        : Duration.ZERO;
  }
}
