package dev.millrace.features.retention.sql;

import dev.millrace.features.measurement.VariableName;
import dev.millrace.features.retention.Cut;
import dev.millrace.features.retention.Kept;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What of each variable is kept. The rows themselves follow later. */
final class CutTable {

  private static final String KEPT =
      """
      SELECT variable_id, tenant_id, series, variable, first_observed FROM variable_summary
      WHERE measurements > 0
      ORDER BY variable_id
      """;

  /** As writers do: until it is committed nobody writes a measurement of the variable. */
  private static final String LOCK =
      "SELECT measurements FROM variable_summary WHERE variable_id = :id FOR NO KEY UPDATE";

  private static final String CUT =
      """
      UPDATE variable_summary known SET
        retained_from = :cut,
        measurements = known.measurements - (
          SELECT count(*) FROM measurement_version
          WHERE variable_id = :id AND observed_at >= known.retained_from AND observed_at < :cut),
        first_observed = coalesce(
          (SELECT min(observed_at) FROM measurement_version
           WHERE variable_id = :id AND observed_at >= :cut),
          'infinity')
      WHERE variable_id = :id AND retained_from < :cut
      RETURNING measurements
      """;

  private CutTable() {}

  /** The variables of which anything is kept. */
  static List<Kept> kept(Handle handle) {
    return handle
        .createQuery(KEPT)
        .map(
            (row, _) ->
                new Kept(
                    row.getInt("variable_id"),
                    new VariableName(
                        row.getString("tenant_id"),
                        row.getString("series"),
                        row.getString("variable")),
                    row.getObject("first_observed", OffsetDateTime.class).toInstant()))
        .list();
  }

  /**
   * Says, in a transaction of its own, that what was observed before is no longer there; nobody
   * sees or writes it from then on.
   *
   * @return how many measurements that were
   */
  static long cut(Handle handle, Cut cut) {
    int id = cut.variable().id();
    return handle.inTransaction(
        cutting -> {
          long before = cutting.createQuery(LOCK).bind("id", id).mapTo(Long.class).one();
          long after =
              cutting
                  .createQuery(CUT)
                  .bind("id", id)
                  .bind("cut", time(cut.at()))
                  .mapTo(Long.class)
                  .findOne()
                  .orElse(before);
          return before - after;
        });
  }

  static OffsetDateTime time(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
