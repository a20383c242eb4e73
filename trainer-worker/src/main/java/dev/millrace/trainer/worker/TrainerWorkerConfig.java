package dev.millrace.trainer.worker;

import dev.millrace.platform.config.Default;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of a worker, section {@code trainer-worker}.
 *
 * @param pool pool that it serves
 * @param name name of the place it runs at, the same at every start. A worker that starts there
 *     tells that the one before is gone, whose attempts are then proposed again at once; so no two
 *     that run at the same time may share a name. Empty: only silence tells
 * @param slots trials at once, one thread each; 0 = one per core
 * @param cacheDirectory where dataset files are kept; workers of one machine may share it. Default:
 *     a folder below the system's temporary folder
 * @param cacheBytes most bytes of dataset files to keep
 * @param datasetsInMemory most datasets to keep in memory with nobody training on them
 * @param heartbeatInterval time between two heartbeats
 * @param leaseReportInterval longest silence of a running attempt; never more than a third of its
 *     lease
 * @param stepReportInterval shortest time between two reports of steps
 * @param gracePeriod how long running attempts may go on after the worker was told to stop; then
 *     they are given back
 * @param checkpointInterval time after which a running attempt stores what it has reached, so that
 *     the next one can go on from there; 0 = never
 * @param checkpointRetention checkpoints that are older than this are deleted when a worker starts;
 *     those of trials that end are deleted then
 * @param memoryBudget bytes that attempts and their datasets may take beside Java's heap; 0 = four
 *     fifths of what the machine or container has, less the heap
 * @param attemptCpuLimit CPU time of training after which an attempt fails; 0 = any
 * @param attemptWallLimit time of training after which an attempt fails; 0 = any
 * @param collectiveHost where this worker listens for the other ranks when it is rank 0 of a model
 *     that several slots train together, and where workers elsewhere reach it; the default is for
 *     workers of one machine
 * @param collectiveTimeout how long a rank waits for the others, to meet and in every later step
 * @param exitWithParent whether to exit when standard input ends
 */
public record TrainerWorkerConfig(
    @Default("default") String pool,
    @Default("") String name,
    @Default("0") int slots,
    Optional<Path> cacheDirectory,
    @Default("4000000000") long cacheBytes,
    @Default("4") int datasetsInMemory,
    @Default("2s") Duration heartbeatInterval,
    @Default("5s") Duration leaseReportInterval,
    @Default("1s") Duration stepReportInterval,
    @Default("10s") Duration gracePeriod,
    @Default("30s") Duration checkpointInterval,
    @Default("7d") Duration checkpointRetention,
    @Default("0") long memoryBudget,
    @Default("0s") Duration attemptCpuLimit,
    @Default("0s") Duration attemptWallLimit,
    @Default("127.0.0.1") String collectiveHost,
    @Default("2m") Duration collectiveTimeout,
    @Default("false") boolean exitWithParent) {
  /** A machine that is smaller than its heap is a mistake, but no reason to train nothing. */
  private static final long LEAST_OUTSIDE = 256_000_000;

  public TrainerWorkerConfig {
    require(!pool.isBlank(), "pool must not be empty", pool);
    require(slots >= 0 && slots <= 1024, "slots must be from 0 to 1024", slots);
    require(cacheBytes >= 0, "cache-bytes must be ≥ 0", cacheBytes);
    require(datasetsInMemory >= 1, "datasets-in-memory must be ≥ 1", datasetsInMemory);
    requirePositive("heartbeat-interval", heartbeatInterval);
    requirePositive("lease-report-interval", leaseReportInterval);
    requirePositive("step-report-interval", stepReportInterval);
    require(
        collectiveHost.matches("[0-9A-Za-z.:_-]+"),
        "collective-host must be a host name or an address",
        collectiveHost);
    requirePositive("collective-timeout", collectiveTimeout);
    require(!gracePeriod.isNegative(), "grace-period must be ≥ 0", gracePeriod);
    require(
        !checkpointInterval.isNegative(), "checkpoint-interval must be ≥ 0", checkpointInterval);
    requirePositive("checkpoint-retention", checkpointRetention);
    require(memoryBudget >= 0, "memory-budget must be ≥ 0", memoryBudget);
    require(!attemptCpuLimit.isNegative(), "attempt-cpu-limit must be ≥ 0", attemptCpuLimit);
    require(!attemptWallLimit.isNegative(), "attempt-wall-limit must be ≥ 0", attemptWallLimit);
  }

  private static void requirePositive(String name, Duration value) {
    require(value.isPositive(), name + " must be > 0", value);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ", got " + value);
    }
  }

  /** Slots, with 0 resolved. */
  int slotCount() {
    return slots == 0 ? Runtime.getRuntime().availableProcessors() : slots;
  }

  AttemptLimits attemptLimits() {
    return new AttemptLimits(attemptCpuLimit, attemptWallLimit);
  }

  /**
   * What attempts may take.
   *
   * @param heap most bytes of Java's heap
   * @param machine bytes that the machine or container has
   */
  MemoryNeed memory(long heap, long machine) {
    long derived = Math.max(LEAST_OUTSIDE, machine / 5 * 4 - heap);
    return new MemoryNeed(heap / 5 * 4, memoryBudget == 0 ? derived : memoryBudget);
  }

  Path cacheFolder() {
    return cacheDirectory.orElseGet(
        () -> Path.of(System.getProperty("java.io.tmpdir"), "millrace-datasets"));
  }

  /** The share group of the pool's workers. */
  String group() {
    return "trainers-" + pool;
  }
}
