package dev.millrace.features.retention.sql;

import dev.millrace.features.retention.Cut;
import dev.millrace.features.retention.Kept;
import dev.millrace.features.retention.RetentionRules.Decision;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Removes measurements; one process at a time. */
public final class Removal {

  private static final String LOCK =
      "SELECT pg_try_advisory_lock(hashtextextended('feature-store/retention', 0))";

  private static final String UNLOCK =
      "SELECT pg_advisory_unlock(hashtextextended('feature-store/retention', 0))";

  private final Jdbi jdbi;
  private final CountDownLatch stopping;

  /**
   * @param stopping ends a removal early; the next goes on
   */
  public Removal(Jdbi jdbi, CountDownLatch stopping) {
    this.jdbi = jdbi;
    this.stopping = stopping;
  }

  /**
   * What was done.
   *
   * @param variables that lost measurements
   * @param held variables that a model kept from losing more
   * @param measurements that they lost
   * @param chunks that were dropped as a whole
   * @param rows that were deleted one by one
   */
  public record Removed(int variables, int held, long measurements, int chunks, long rows) {}

  /**
   * Removes what is decided on, and what an earlier removal has left over.
   *
   * @param decision what goes of all that is kept
   * @return empty when another process is at it
   */
  public Optional<Removed> remove(Function<List<Kept>, Decision> decision)
      throws InterruptedException {
    try (Handle handle = jdbi.open()) {
      if (!handle.createQuery(LOCK).mapTo(Boolean.class).one()) {
        return Optional.empty();
      }
      try {
        return Optional.of(remove(handle, decision.apply(CutTable.kept(handle))));
      } finally {
        handle.createQuery(UNLOCK).mapTo(Boolean.class).one();
      }
    }
  }

  private Removed remove(Handle handle, Decision decision) throws InterruptedException {
    int variables = 0;
    long measurements = 0;
    for (Cut cut : decision.cuts()) {
      if (stopping.getCount() > 0) {
        measurements += CutTable.cut(handle, cut);
        variables++;
      }
    }
    Optional<String> timescale = CutChunks.home(handle);
    int chunks = timescale.isPresent() ? CutChunks.drop(handle, timescale.get(), stopping) : 0;
    boolean byPage = timescale.isEmpty() && CutPages.pays(handle, measurements);
    long rows =
        byPage
            ? CutPages.delete(handle, stopping)
            : CutRows.delete(handle, timescale.isPresent(), stopping);
    return new Removed(variables, decision.held(), measurements, chunks, rows);
  }
}
