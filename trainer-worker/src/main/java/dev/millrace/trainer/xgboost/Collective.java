package dev.millrace.trainer.xgboost;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calling thread one rank of a training: from {@link #join} to {@link #close} whatever it
 * quantises and boosts is quantised and boosted together with the other ranks, each on its own
 * rows. XGBoost knows a rank by its thread, so all of it happens on one.
 */
public final class Collective implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Collective.class);

  /** XGBoost's numbers for a type and an operation. */
  private static final int INT32 = 6;

  private static final int MIN = 1;

  private Collective() {}

  /**
   * Returns when all ranks are there.
   *
   * @param entrance by which another thread may call it off
   * @param patience how long to wait for another rank, now and in every later step
   * @throws TrainingFailed when they do not come
   */
  public static Collective join(
      RankAddress address, int rank, Duration patience, Entrance entrance) {
    try (var arena = Arena.ofConfined();
        var _ = entrance.open(patience)) {
      // The tracker gives ranks out in the order of these names.
      String config =
          """
          {"dmlc_communicator":"rabit","dmlc_tracker_uri":"%s","dmlc_tracker_port":%d,\
          "dmlc_task_id":"%05d","dmlc_timeout":%d,"dmlc_retry":1,"dmlc_worker_port":%d}\
          """
              .formatted(
                  address.host(),
                  address.port(),
                  rank,
                  RankAddress.seconds(patience),
                  entrance.port());
      NativeCalls.call(NativeCalls.COLLECTIVE_INIT, arena.allocateFrom(config));
      return new Collective();
    }
  }

  /** The least of what all ranks say; waits for them. */
  public int least(int own) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment number = arena.allocateFrom(JAVA_INT, own);
      NativeCalls.call(NativeCalls.COLLECTIVE_ALLREDUCE, number, 1L, INT32, MIN);
      return number.get(JAVA_INT, 0);
    }
  }

  /** Leaves; waits until the others do, if they are still there. */
  @Override
  public void close() {
    try {
      NativeCalls.call(NativeCalls.COLLECTIVE_FINALIZE);
    } catch (TrainingFailed e) {
      LOG.atDebug().setCause(e).log("the other ranks had left before");
    }
  }
}
