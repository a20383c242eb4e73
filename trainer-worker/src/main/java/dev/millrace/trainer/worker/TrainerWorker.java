package dev.millrace.trainer.worker;

import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyProgressed;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.HostedService;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker of a pool. Stateless: it may be killed at any time, which costs the attempts that ran.
 *
 * <p>Told to stop, it takes nothing more and says so, lets what runs go on for the grace period,
 * then gives it back.
 */
public final class TrainerWorker implements HostedService {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerWorker.class);
  private static final long TICK_MILLIS = 100;
  private static final Duration CATCH_UP_POLL = Duration.ofSeconds(1);

  /** One step of a large model may take so long. */
  private static final Duration LAST_STEP = Duration.ofSeconds(5);

  private final TrainerWorkerConfig config;
  private final Surroundings around;
  private final WorkerParts parts;
  private final TopicTail tail;
  private final List<Thread> slots;
  private final Thread starting;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("trainer-timer").daemon().factory());
  private volatile boolean taking;
  private volatile boolean leaving;

  TrainerWorker(TrainerWorkerConfig config, Surroundings around, WorkerParts parts) {
    this.config = config;
    this.around = around;
    this.parts = parts;
    this.tail = tail(around, parts.endings(), parts.gangs());
    this.slots =
        parts.slots().stream()
            .map(
                slot ->
                    Thread.ofPlatform()
                        .name("slot-" + parts.slots().indexOf(slot))
                        .uncaughtExceptionHandler((_, e) -> fatal(e))
                        .unstarted(slot))
            .toList();
    this.starting = Thread.ofPlatform().name("trainer-start").daemon().unstarted(this::begin);
  }

  private static TopicTail tail(Surroundings around, Endings endings, Gangs gangs) {
    return new TopicTail(
            "trainer-endings", around.clients(), around.codec(), TopicTail.From.BEGINNING)
        .on(Topics.JOB_CANCELLED, (jobId, event) -> endings.jobCancelled(jobId))
        .on(Topics.STUDY_COMPLETED, (jobId, event) -> endings.studyCompleted(jobId))
        .on(
            Topics.STUDY_PROGRESSED,
            (jobId, event) -> event.ifPresent(moved -> note(moved, endings, gangs)))
        .on(Topics.RANK_PROGRESSED, (jobId, event) -> event.ifPresent(gangs::note));
  }

  private static void note(StudyProgressed moved, Endings endings, Gangs gangs) {
    if (moved.getChange() == StudyChange.ATTEMPT_LOST) {
      String attempt =
          "%s-%d-%d".formatted(moved.getStudyId(), moved.getTrialNumber(), moved.getAttempt());
      endings.attemptLost(attempt);
      gangs.lost(attempt);
    }
  }

  @Override
  public String name() {
    return "trainer-worker";
  }

  public String workerId() {
    return parts.workerId();
  }

  @Override
  public void start() {
    ShareGroup.configure(around.clients(), config.group());
    tail.start();
    starting.start();
  }

  /** Takes nothing before it knows which jobs are over. */
  private void begin() {
    try {
      while (!leaving && !tail.awaitCaughtUp(CATCH_UP_POLL)) {
        LOG.debug("reading which jobs are over");
      }
    } catch (InterruptedException e) {
      LOG.debug("stopped before it had started");
      return;
    } catch (IllegalStateException e) {
      LOG.atError().setCause(e).log("cannot hear of cancelled jobs, so takes none");
      return;
    }
    if (!leaving) {
      slots.forEach(Thread::start);
      parts.heartbeats().offer(slots.size());
      every(TICK_MILLIS, parts.running()::tick);
      every(config.heartbeatInterval().toMillis(), parts.heartbeats()::beat);
      taking = true;
      parts.oldCheckpoints().delete();
    }
  }

  private void every(long millis, Runnable task) {
    var _ = timer.scheduleAtFixedRate(task, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Memory is gone or native code is broken: what this process says is worth nothing any more. */
  private static void fatal(Throwable error) {
    LOG.atError().setCause(error).log("the worker ends");
    Runtime.getRuntime().halt(70);
  }

  @Override
  public Health health() {
    if (!taking && starting.getState() != Thread.State.TERMINATED) {
      return Health.starting(name(), "reading which jobs are over");
    }
    if (!tail.isCurrent()) {
      return Health.down(name(), "does not hear of cancelled jobs any more");
    }
    return slots.stream().allMatch(Thread::isAlive)
        ? Health.up(name())
        : Health.down(name(), "a slot has ended");
  }

  @Override
  public void close() {
    leaving = true;
    try {
      join(List.of(starting), LAST_STEP);
      leave();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      timer.shutdownNow();
      tail.close();
      parts.datasets().close();
    }
  }

  private void leave() throws InterruptedException {
    if (!taking) {
      return;
    }
    parts.slots().forEach(Slot::stop);
    parts.heartbeats().offer(0);
    if (!join(slots, config.gracePeriod())) {
      parts.attempts().giveBack();
      if (!join(slots, LAST_STEP)) {
        LOG.atWarn()
            .addKeyValue("attempts", parts.running().ids())
            .log("left attempts to their leases");
      }
    }
  }

  /** Whether all have ended in time. */
  private static boolean join(List<Thread> threads, Duration timeout) throws InterruptedException {
    long until = System.nanoTime() + timeout.toNanos();
    for (Thread thread : threads) {
      Duration left = Duration.ofNanos(Math.max(1, until - System.nanoTime()));
      if (thread.getState() != Thread.State.NEW && !thread.join(left)) {
        return false;
      }
    }
    return true;
  }
}
