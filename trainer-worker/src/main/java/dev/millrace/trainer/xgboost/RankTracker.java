package dev.millrace.trainer.xgboost;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the ranks of one training meet: XGBoost's own tracker, which runs beside rank 0. It listens
 * at one address on a free port.
 */
public final class RankTracker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RankTracker.class);
  private static final Pattern PORT = Pattern.compile("\"dmlc_tracker_port\"\\s*:\\s*(\\d+)");

  private final MemorySegment handle;
  private final RankAddress address;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RankTracker(MemorySegment handle, String host) {
    this.handle = handle;
    this.address = new RankAddress(host, port(handle));
  }

  /**
   * Listens from now on.
   *
   * @param host where it listens, and where the other ranks find it
   * @param ranks how many will meet
   * @param patience how long it waits for the next of them
   * @throws TrainingFailed when nobody can listen there
   */
  public static RankTracker start(String host, int ranks, Duration patience) {
    try (var arena = Arena.ofConfined()) {
      String config =
          """
          {"dmlc_communicator":"rabit","host":"%s","port":0,"n_workers":%d,"timeout":%d,"sortby":1}\
          """
              .formatted(RankAddress.checked(host), ranks, RankAddress.seconds(patience));
      MemorySegment out = arena.allocate(ADDRESS);
      NativeCalls.call(NativeCalls.TRACKER_CREATE, arena.allocateFrom(config), out);
      MemorySegment handle = NativeCalls.handle(out);
      NativeCalls.call(NativeCalls.TRACKER_RUN, handle, MemorySegment.NULL);
      return new RankTracker(handle, host);
    }
  }

  private static int port(MemorySegment handle) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment out = arena.allocate(ADDRESS);
      NativeCalls.call(NativeCalls.TRACKER_ARGUMENTS, handle, out);
      String arguments = NativeCalls.text(out);
      Matcher port = PORT.matcher(arguments);
      if (!port.find()) {
        throw new TrainingFailed("XGBoost's tracker named no port: " + arguments);
      }
      return Integer.parseInt(port.group(1));
    }
  }

  public RankAddress address() {
    return address;
  }

  /**
   * Listens no more; ranks that still wait for others fail at once. May be called from any thread.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      try {
        NativeCalls.call(NativeCalls.TRACKER_FREE, handle);
      } catch (TrainingFailed e) {
        // It also says so when ranks never came or left without a word: those say why themselves.
        LOG.atDebug().setCause(e).log("the tracker ended early");
      }
    }
  }
}
