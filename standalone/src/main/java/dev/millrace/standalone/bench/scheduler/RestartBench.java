package dev.millrace.standalone.bench.scheduler;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.hpo.stream.PoolJournal;
import dev.millrace.platform.host.ResidentMemory;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * How long hpo-service takes from its start to its first proposal when its journal holds a long
 * history: the real service and the real topology on a real broker, all in this process.
 */
public final class RestartBench {
  private static final String WORKER = "bench";
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration LOOK = Duration.ofMillis(20);

  /**
   * What came out.
   *
   * @param records of the journal's changelog
   * @param bytes of their keys and values
   * @param making time to make the history and write it
   * @param toFirstProposal from the service's start until its first proposal could be read
   * @param heapBefore bytes of live objects before the start: broker, registry and bench
   * @param heapAfter bytes of live objects after the first proposal
   * @param residentAfter bytes of memory of the whole process then, where the system tells
   * @param trialsBefore trials of the study that the first proposal is of, by the history
   * @param proposal the first one
   * @param progress what the service says of the study then
   */
  public record Result(
      long records,
      long bytes,
      Duration making,
      Duration toFirstProposal,
      long heapBefore,
      long heapAfter,
      OptionalLong residentAfter,
      int trialsBefore,
      TrialProposed proposal,
      StudyProgressed progress) {}

  private record Setting(
      EmbeddedStack stack, KafkaClients clients, EventCodec codec, Neighbours others) {}

  private final InstantSource clock;

  public RestartBench(InstantSource clock) {
    this.clock = clock;
  }

  /** Runs it; {@code progress} is told how many trials of the history have begun. */
  public Result run(int jobs, int trials, IntConsumer progress) throws InterruptedException {
    try (EmbeddedStack stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY);
        HttpSchemaRegistry registry =
            new HttpSchemaRegistry(RegistrySettings.at(stack.registryUrl()))) {
      KafkaClients clients = new KafkaClients(KafkaSettings.at(stack.bootstrapServers()));
      EventCodec codec = new AvroEventCodec(registry);
      letItMakeItsTopics(stack, clients);
      try (EventPublisher publisher = new EventPublisher(clients.producer("bench"), codec)) {
        Setting setting = new Setting(stack, clients, codec, new Neighbours(publisher, clock));
        long begun = System.nanoTime();
        PastWriter.Past past = write(setting, jobs, trials, progress);
        return restart(setting, past, since(begun));
      }
    }
  }

  /** A first start, so that the changelog is what Kafka Streams makes it. */
  private static void letItMakeItsTopics(EmbeddedStack stack, KafkaClients clients)
      throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (ServiceHost _ = KafkaBench.start(stack);
        Admin admin = clients.admin()) {
      while (!admin.listTopics().names().get().contains(PoolJournal.CHANGELOG)) {
        if (System.nanoTime() > until) {
          throw new IllegalStateException("there is no topic " + PoolJournal.CHANGELOG);
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the broker lists no topics", e.getCause());
    }
  }

  private PastWriter.Past write(Setting setting, int jobs, int trials, IntConsumer progress) {
    try (PastWriter writer = new PastWriter(setting.clients(), setting.codec())) {
      return writer.write(jobs, trials, setting.others(), clock.instant(), progress);
    }
  }

  private static Result restart(Setting setting, PastWriter.Past past, Duration making)
      throws InterruptedException {
    BlockingQueue<TrialProposed> proposals = new LinkedBlockingQueue<>();
    BlockingQueue<StudyProgressed> news = new LinkedBlockingQueue<>();
    long heapBefore = liveHeap();
    ScheduledExecutorService heart =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("bench-heart").daemon().factory());
    long begun = System.nanoTime();
    try (ServiceHost _ = KafkaBench.start(setting.stack());
        TopicTail _ = listen(setting, proposals, news);
        heart) {
      var _ =
          heart.scheduleAtFixedRate(
              () -> setting.others().beat(WORKER, 1),
              0,
              HEARTBEAT.toMillis(),
              TimeUnit.MILLISECONDS);
      TrialProposed proposal = await(proposals);
      Duration toFirstProposal = since(begun);
      StudyProgressed progress = await(news);
      long heapAfter = liveHeap();
      heart.shutdownNow();
      return new Result(
          past.records(),
          past.bytes(),
          making,
          toFirstProposal,
          heapBefore,
          heapAfter,
          resident(),
          past.counted().getOrDefault(proposal.getJobId(), 0),
          proposal,
          progress);
    }
  }

  private static TopicTail listen(
      Setting setting,
      BlockingQueue<TrialProposed> proposals,
      BlockingQueue<StudyProgressed> news) {
    return new TopicTail("bench", setting.clients(), setting.codec(), TopicTail.From.BEGINNING)
        .on(Topics.TRIAL_PROPOSED, (_, proposal) -> proposal.ifPresent(proposals::add))
        .on(
            Topics.STUDY_PROGRESSED,
            (_, said) ->
                said.filter(study -> study.getChange() == StudyChange.TRIAL_PROPOSED)
                    .ifPresent(news::add))
        .start();
  }

  private static <T> T await(BlockingQueue<T> queue) throws InterruptedException {
    T first = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      throw new IllegalStateException("nothing was proposed within " + PATIENCE);
    }
    return first;
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }

  private static OptionalLong resident() {
    try {
      return ResidentMemory.now();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the memory of this process", e);
    }
  }

  /** Bytes of objects that are in use: what is not is collected first. */
  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
