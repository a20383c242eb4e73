package dev.millrace.features.retention.sql;

import java.util.concurrent.CountDownLatch;
import org.jdbi.v3.core.Handle;

/**
 * The rows before the cuts of a plain table, page after page. Series that are written side by side
 * lie side by side: deleting one after the other, by the index, changes every page once for each of
 * them, and each time after a checkpoint writes it whole into the log.
 */
final class CutPages {

  /** Every page is read, whatever is in it: that pays from this share of the rows on. */
  private static final int ONE_OF = 10;

  /** In a transaction; at most 136 rows fit into a page of 8 kB, so these are fewer than 50,000. */
  private static final int PAGES = 350;

  private static final String KEPT = "SELECT coalesce(sum(measurements), 0) FROM variable_summary";

  private static final String ALL_PAGES =
      """
      SELECT pg_relation_size(CAST('measurement_version' AS regclass))
        / CAST(current_setting('block_size') AS bigint)
      """;

  private static final String DELETE =
      """
      DELETE FROM measurement_version gone USING variable_summary known
      WHERE gone.ctid >= CAST(:from AS tid) AND gone.ctid < CAST(:until AS tid)
        AND known.variable_id = gone.variable_id AND gone.observed_at < known.retained_from
      """;

  private CutPages() {}

  /** Whether so many rows are enough for reading all pages. */
  static boolean pays(Handle handle, long rows) {
    long kept = handle.createQuery(KEPT).mapTo(Long.class).one();
    return rows > 0 && rows >= (rows + kept) / ONE_OF;
  }

  /**
   * Deletes them, in transactions of a bounded size.
   *
   * @param stopping ends it after the pages that are under way
   * @return how many
   */
  static long delete(Handle handle, CountDownLatch stopping) {
    long pages = handle.createQuery(ALL_PAGES).mapTo(Long.class).one();
    long deleted = 0;
    for (long from = 0; from < pages && stopping.getCount() > 0; from += PAGES) {
      deleted +=
          handle
              .createUpdate(DELETE)
              .bind("from", beginOf(from))
              .bind("until", beginOf(from + PAGES))
              .execute();
    }
    return deleted;
  }

  private static String beginOf(long page) {
    return "(%d,0)".formatted(page);
  }
}
