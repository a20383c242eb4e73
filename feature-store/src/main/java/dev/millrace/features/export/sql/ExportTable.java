package dev.millrace.features.export.sql;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.ExportOrder;
import dev.millrace.features.export.Progress;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** Every export that was accepted. */
public final class ExportTable {

  private static final String ACCEPT =
      """
      WITH accepted AS (
        INSERT INTO feature_export (export_id, tenant_id, idempotency_key, feature_set, series,
          variable, horizon, from_time, until_time, as_of, accepted_at)
        VALUES (:id, :tenant, :key, :set, :series, :variable, :horizon, :from, :until, :as_of, :at)
        ON CONFLICT DO NOTHING
        RETURNING number)
      INSERT INTO feature_export_open (number) SELECT number FROM accepted
      """;

  private static final String BY_ID = "SELECT * FROM feature_export WHERE export_id = :id";

  private static final String BY_KEY =
      "SELECT * FROM feature_export WHERE tenant_id = :tenant AND idempotency_key = :key";

  private static final String NEWEST =
      """
      SELECT * FROM feature_export
      WHERE tenant_id = :tenant AND number < :before
      ORDER BY number DESC LIMIT :limit
      """;

  private static final String COUNT =
      "SELECT count(*) FROM feature_export WHERE tenant_id = :tenant";

  private static final String CLAIM =
      """
      SELECT e.* FROM feature_export_open o JOIN feature_export e USING (number)
      ORDER BY number LIMIT 1 FOR UPDATE OF o SKIP LOCKED
      """;

  private static final String RUNNING =
      """
      UPDATE feature_export SET status = 'running', rows_done = :done, rows_total = :total
      WHERE number = :number
      """;

  private static final String END =
      """
      WITH closed AS (DELETE FROM feature_export_open WHERE number = :number)
      UPDATE feature_export SET status = :status, ended_at = :at, reasons = :reasons,
        rows_done = coalesce(:rows, rows_done), rows_total = coalesce(:rows, rows_total),
        feature_set_version = :version, uri = :uri, sha256 = :sha256, size_bytes = :bytes
      WHERE number = :number
      """;

  private final Jdbi jdbi;

  public ExportTable(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Accepts an order; one with a key that the tenant has used already is that export. */
  public Export accept(ExportOrder order) {
    DatasetRequest wanted = order.dataset();
    return jdbi.inTransaction(
        handle -> {
          handle
              .createUpdate(ACCEPT)
              .bind("id", order.id())
              .bind("tenant", wanted.tenant())
              .bind("key", order.idempotencyKey().orElse(null))
              .bind("set", wanted.featureSet())
              .bindArray("series", String.class, wanted.series())
              .bind("variable", wanted.variable())
              .bind("horizon", wanted.horizon())
              .bind("from", wanted.range().from().atOffset(ZoneOffset.UTC))
              .bind("until", wanted.range().until().atOffset(ZoneOffset.UTC))
              .bind("as_of", wanted.asOf().atOffset(ZoneOffset.UTC))
              .bind("at", order.acceptedAt().atOffset(ZoneOffset.UTC))
              .execute();
          return (order.idempotencyKey().isPresent()
                  ? handle
                      .createQuery(BY_KEY)
                      .bind("tenant", wanted.tenant())
                      .bind("key", order.idempotencyKey().get())
                  : handle.createQuery(BY_ID).bind("id", order.id()))
              .map((row, _) -> ExportRow.export(row))
              .one();
        });
  }

  public Optional<Export> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(BY_ID)
                .bind("id", id)
                .map((row, _) -> ExportRow.export(row))
                .findOne());
  }

  /** Those of a tenant with a number below that, the newest first. */
  public List<Export> newest(String tenant, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("tenant", tenant)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> ExportRow.export(row))
                .list());
  }

  public long count(String tenant) {
    return jdbi.withHandle(
        handle -> handle.createQuery(COUNT).bind("tenant", tenant).mapTo(Long.class).one());
  }

  /** Makes an export, and says how it ended. */
  @FunctionalInterface
  public interface Work<X extends Exception> {
    Progress make(Export export) throws X;
  }

  /**
   * Has the oldest export made that nobody is at, and keeps how it ended. Until then its row is
   * locked, so that nobody else takes it; when the work or the process fails, it is free again.
   *
   * @return whether there was one
   */
  public <X extends Exception> boolean work(Work<X> work) throws X {
    // A connection of its own: what the work reads and reports is no part of this transaction.
    try (Handle own = jdbi.open()) {
      return own.inTransaction(
          handle -> {
            Optional<Export> claimed =
                handle.createQuery(CLAIM).map((row, _) -> ExportRow.export(row)).findOne();
            if (claimed.isPresent()) {
              end(handle, claimed.get().number(), work.make(claimed.get()));
            }
            return claimed.isPresent();
          });
    }
  }

  /** Says how far an export is that is being made. */
  public void running(long number, long rowsDone, long rowsTotal) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(RUNNING)
                .bind("number", number)
                .bind("done", rowsDone)
                .bind("total", rowsTotal < 0 ? null : rowsTotal)
                .execute());
  }

  private static void end(Handle handle, long number, Progress end) {
    Update update = handle.createUpdate(END).bind("number", number).bind("status", end.word());
    switch (end) {
      case Progress.Completed(var file, int version, long rows, Instant at) ->
          file(update, file)
              .bind("at", at.atOffset(ZoneOffset.UTC))
              .bindNull("reasons", Types.VARCHAR)
              .bind("rows", rows)
              .bind("version", version);
      case Progress.Refused(var reasons, Instant at) -> without(update, reasons, at);
      case Progress.Failed(String why, Instant at) ->
          without(update, List.of(new Violation("", "the export must be possible", why)), at);
      case Progress.Queued _, Progress.Running _ ->
          throw new IllegalArgumentException("an export cannot end as " + end.word());
    }
    update.execute();
  }

  private static Update file(Update update, Progress.File file) {
    return update
        .bind("uri", file.uri())
        .bind("sha256", file.sha256())
        .bind("bytes", file.sizeBytes());
  }

  private static void without(Update update, List<Violation> reasons, Instant at) {
    update
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .bind("reasons", ExportRow.json(reasons))
        .bindNull("rows", Types.BIGINT)
        .bindNull("version", Types.INTEGER)
        .bindNull("uri", Types.VARCHAR)
        .bindNull("sha256", Types.VARCHAR)
        .bindNull("bytes", Types.BIGINT);
  }
}
