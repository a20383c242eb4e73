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
      SELECT variable_id, retained_from
      FROM variable_summary known
        CROSS JOIN LATERAL (
          SELECT FROM measurement_version
          WHERE variable_id = known.variable_id AND observed_at < known.retained_from
          ORDER BY observed_at LIMIT 1) AS cut_row
      WHERE retained_from > '-infinity'
      ORDER BY variable_id
      """;

  private static final String END_OF_BATCH =
      """
      SELECT observed_at FROM measurement_version
      WHERE variable_id = :id AND observed_at < :cut
      ORDER BY observed_at OFFSET :most LIMIT 1
      """;

  private static final String DELETE =
      """
      DELETE FROM measurement_version
      WHERE variable_id = :id AND observed_at <= :last AND observed_at < :cut
      """;

  /** What is compressed must be unpacked first, and TimescaleDB is asked not to stop half-way. */
  private static final String UNPACK =
      "SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0";

  private CutRows() {}

  private record LeftOver(int variable, OffsetDateTime cut) {}

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
            .map((row, _) -> new LeftOver(row.getInt(1), row.getObject(2, OffsetDateTime.class)))
            .list();
    for (LeftOver one : all) {
      boolean more = true;
      while (more && stopping.getCount() > 0) {
        Optional<OffsetDateTime> end = endOfBatch(handle, one);
        deleted += delete(handle, one, end.orElse(one.cut()), timescale);
        more = end.isPresent();
      }
    }
    return deleted;
  }

  private static Optional<OffsetDateTime> endOfBatch(Handle handle, LeftOver one) {
    return handle
        .createQuery(END_OF_BATCH)
        .bind("id", one.variable())
        .bind("cut", one.cut())
        .bind("most", BATCH)
        .mapTo(OffsetDateTime.class)
        .findOne();
  }

  private static int delete(Handle handle, LeftOver one, OffsetDateTime last, boolean timescale) {
    return handle.inTransaction(
        deleting -> {
          if (timescale) {
            deleting.execute(UNPACK);
          }
          return deleting
              .createUpdate(DELETE)
              .bind("id", one.variable())
              .bind("last", last)
              .bind("cut", one.cut())
              .execute();
        });
  }
}
