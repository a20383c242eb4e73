package dev.millrace.features.measurement.sql;

import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A second connection that sees exactly what the first one's transaction sees. */
final class Companion {
  private static final Logger LOG = LoggerFactory.getLogger(Companion.class);

  private final Jdbi jdbi;
  private final String snapshot;

  private Companion(Jdbi jdbi, String snapshot) {
    this.jdbi = jdbi;
    this.snapshot = snapshot;
  }

  /** Of a transaction that goes on for as long as the companion is opened or open. */
  static Companion of(Jdbi jdbi, Handle first) {
    return new Companion(
        jdbi, first.createQuery("SELECT pg_export_snapshot()").mapTo(String.class).one());
  }

  /** Something to do with a connection. */
  @FunctionalInterface
  interface Work {
    void on(CopiedView view) throws InterruptedException;
  }

  /**
   * Does it, unless there is no further connection: then whoever works on the first one does more
   * of it.
   */
  void help(Function<Handle, CopiedView> viewOf, Work work) throws InterruptedException {
    try (Handle second = jdbi.open()) {
      second.useTransaction(
          TransactionIsolationLevel.REPEATABLE_READ,
          handle -> {
            // It takes a literal only; the text is the database's own.
            handle.execute("SET TRANSACTION SNAPSHOT '%s'".formatted(snapshot));
            work.on(viewOf.apply(handle));
          });
    } catch (JdbiException e) {
      LOG.atDebug().setCause(e).log("reading goes on with one connection");
    }
  }
}
