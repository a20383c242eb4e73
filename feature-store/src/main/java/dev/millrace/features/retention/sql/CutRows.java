package dev.millrace.features.retention.sql;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;

/** The rows before the cuts, which nobody sees any more. */
final class CutRows {

  /**
   * Most rows of one transaction; the versions of one time go together, so it may be a few more.
   */
  private static final int BATCH = 50_000;

  /** Each variable is looked up in the index by itself, however many rows there are. */
  private static final String LEFT_OVER =
      """
      SELECT variable_id, first_row.observed_at, retained_from
      FROM variable_summary known
        CROSS JOIN LATERAL (
          SELECT observed_at FROM measurement_version
          WHERE variable_id = known.variable_id AND observed_at < known.retained_from
          ORDER BY observed_at LIMIT 1) AS first_row
      WHERE retained_from > '-infinity'
      ORDER BY variable_id
      """;

  private static final String END_OF_BATCH =
      """
      SELECT observed_at FROM measurement_version
      WHERE variable_id = :id AND observed_at >= :from AND observed_at < :cut
      ORDER BY observed_at OFFSET :most LIMIT 1
      """;

  private static final String DELETE =
      """
      DELETE FROM measurement_version
      WHERE variable_id = :id AND observed_at >= :from AND observed_at <= :last
        AND observed_at < :cut
      """;

  /** What is compressed must be unpacked first, and TimescaleDB is asked not to stop half-way. */
  private static final String UNPACK =
      "SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0";

  private CutRows() {}

  private record LeftOver(int variable, OffsetDateTime first, OffsetDateTime cut) {}

  /** From a time to a time, both inclusive. */
  private record Batch(LeftOver of, OffsetDateTime from, OffsetDateTime last) {}

  /**
   * Deletes them, in transactions of a bounded size.
   *
   * @param stopping ends it after the batch that is under way; the next run goes on
   * @return how many
   */
  static long delete(Handle handle, boolean timescale, CountDownLatch stopping) {
    long deleted = 0;
    List<LeftOver> all =
        handle
            .createQuery(LEFT_OVER)
            .map(
                (row, _) ->
                    new LeftOver(
                        row.getInt(1),
                        row.getObject(2, OffsetDateTime.class),
                        row.getObject(3, OffsetDateTime.class)))
            .list();
    for (LeftOver one : all) {
      deleted += delete(handle, one, timescale, stopping);
    }
    return deleted;
  }

  /** What a batch has deleted stays in the index for a while: the next begins behind it. */
  private static long delete(
      Handle handle, LeftOver one, boolean timescale, CountDownLatch stopping) {
    long deleted = 0;
    OffsetDateTime from = one.first();
    boolean more = true;
    while (more && stopping.getCount() > 0) {
      Optional<OffsetDateTime> end = endOfBatch(handle, one, from);
      Batch batch = new Batch(one, from, end.orElse(one.cut()));
      deleted += handle.inTransaction(deleting -> delete(deleting, batch, timescale));
      from = batch.last();
      more = end.isPresent();
    }
    return deleted;
  }

  private static Optional<OffsetDateTime> endOfBatch(
      Handle handle, LeftOver one, OffsetDateTime from) {
    return handle
        .createQuery(END_OF_BATCH)
        .bind("id", one.variable())
        .bind("from", from)
        .bind("cut", one.cut())
        .bind("most", BATCH)
        .mapTo(OffsetDateTime.class)
        .findOne();
  }

  private static int delete(Handle handle, Batch batch, boolean timescale) {
    if (timescale) {
      handle.execute(UNPACK);
    }
    return handle
        .createUpdate(DELETE)
        .bind("id", batch.of().variable())
        .bind("from", batch.from())
        .bind("last", batch.last())
        .bind("cut", batch.of().cut())
        .execute();
  }
}
