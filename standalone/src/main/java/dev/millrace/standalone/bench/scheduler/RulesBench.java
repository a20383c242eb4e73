package dev.millrace.standalone.bench.scheduler;

import dev.millrace.hpo.pool.PoolCommand.TakeDataset;
import dev.millrace.hpo.pool.PoolCommand.TakeJob;
import dev.millrace.hpo.search.Dimension;
import dev.millrace.hpo.search.FloatRange;
import dev.millrace.hpo.search.IntRange;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.SeriesProfile;
import dev.millrace.hpo.study.Subject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The rules of a pool under load, on a virtual clock: what a trial costs in CPU, whether that
 * grows, and how much of the slots' time is lost. Parameters are drawn at random: what samplers
 * cost is another measurement.
 */
public final class RulesBench {
  private static final int PARTS = 10;
  private static final int TENANTS = 20;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());
  private static final Enclosed NOTHING = new Enclosed() {};
  private static final Dataset DATASET = new Dataset(NOTHING, "", SeriesProfile.UNKNOWN);
  private static final Subject SUBJECT = new Subject("model", "features", "target", 1);
  private static final SearchSpace SPACE =
      SearchSpace.of(
          Map.<String, Dimension>of(
              "learning_rate", new FloatRange(0.01, 0.3, true),
              "max_depth", new IntRange(3, 10, 1, false),
              "subsample", new FloatRange(0.6, 1, false)));

  /**
   * What came out.
   *
   * @param queueing CPU time of taking in one job and its dataset, with no worker there yet
   * @param parts CPU time of one trial in each tenth of the run
   * @param idleShare of the slots' time from the first start to the last end, from 0 to 1
   * @param virtual length of the run on the virtual clock
   */
  public record Result(
      SchedulerLoad load,
      Duration queueing,
      List<Duration> parts,
      double idleShare,
      Duration virtual) {

    public Result {
      parts = List.copyOf(parts);
    }

    /** CPU time of one trial over the whole run. */
    public Duration perTrial() {
      return parts.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(parts.size());
    }
  }

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  /** Runs it to the end; {@code progress} is told the number of fits that have ended. */
  public Result run(SchedulerLoad load, IntConsumer progress) {
    VirtualPool pool = new VirtualPool(load);
    long before = threads.getCurrentThreadCpuTime();
    for (int job = 0; job < load.jobs(); job++) {
      pool.apply(new TakeJob(job(load, job, pool.now())));
      pool.apply(new TakeDataset(name(job), DATASET));
    }
    Duration queueing =
        Duration.ofNanos((threads.getCurrentThreadCpuTime() - before) / load.jobs());
    Instant begun = pool.now();
    pool.begin();
    List<Duration> parts = new ArrayList<>();
    for (int part = 1; part <= PARTS; part++) {
      parts.add(run(pool, (int) ((long) load.fits() * part / PARTS), progress));
    }
    Duration virtual = Duration.between(begun, pool.now());
    double slots = (double) virtual.toNanos() * load.workers();
    return new Result(load, queueing, parts, 1 - pool.busy().toNanos() / slots, virtual);
  }

  private Duration run(VirtualPool pool, int until, IntConsumer progress) {
    int first = pool.fitted();
    long before = threads.getCurrentThreadCpuTime();
    while (pool.fitted() < until) {
      pool.step();
    }
    long cpu = threads.getCurrentThreadCpuTime() - before;
    progress.accept(until);
    return Duration.ofNanos(cpu / Math.max(1, until - first));
  }

  private static Job job(SchedulerLoad load, int number, Instant at) {
    SearchPlan plan =
        new SearchPlan(
            SPACE,
            Strategy.RANDOM,
            load.trialsOf(number),
            load.parallel(),
            Duration.ofDays(365),
            number,
            3);
    Priority priority = PRIORITIES.get(number % PRIORITIES.size());
    String tenant = "tenant-" + number % TENANTS;
    return new Job(name(number), tenant, priority, at, SUBJECT, plan, NOTHING);
  }

  private static String name(int job) {
    return "job-" + job;
  }
}
