package dev.millrace.features.export.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.ExportOrder;
import dev.millrace.features.export.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a row of the table, and reasons. */
final class ExportRow {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An export is for somebody, not for training: what it is cut into does not matter. */
  private static final double VALIDATION = 0.2;

  private static final double TEST = 0.1;

  private ExportRow() {}

  static Export export(ResultSet row) throws SQLException {
    DatasetRequest dataset =
        new DatasetRequest(
            row.getString("tenant_id"),
            row.getString("feature_set"),
            List.of((String[]) row.getArray("series").getArray()),
            row.getString("variable"),
            row.getInt("horizon"),
            new TimeRange(time(row, "from_time"), time(row, "until_time")),
            time(row, "as_of"),
            VALIDATION,
            TEST);
    return new Export(
        row.getLong("number"),
        new ExportOrder(
            row.getString("export_id"),
            Optional.ofNullable(row.getString("idempotency_key")),
            dataset,
            time(row, "accepted_at")),
        progress(row));
  }

  private static Progress progress(ResultSet row) throws SQLException {
    String status = row.getString("status");
    return switch (status) {
      case "queued" -> new Progress.Queued();
      case "running" -> {
        long total = row.getLong("rows_total");
        yield new Progress.Running(
            row.getLong("rows_done"),
            row.wasNull() ? OptionalLong.empty() : OptionalLong.of(total));
      }
      case "completed" ->
          new Progress.Completed(
              new Progress.File(
                  row.getString("uri"), row.getString("sha256"), row.getLong("size_bytes")),
              row.getInt("feature_set_version"),
              row.getLong("rows_done"),
              time(row, "ended_at"));
      case "refused" ->
          new Progress.Refused(reasons(row.getString("reasons")), time(row, "ended_at"));
      case "failed" ->
          new Progress.Failed(
              reasons(row.getString("reasons")).getFirst().message(), time(row, "ended_at"));
      default -> throw new IllegalStateException("an export is in the unknown state " + status);
    };
  }

  static String json(List<Violation> reasons) {
    try {
      return JSON.writeValueAsString(reasons);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("reasons cannot be written as JSON", e);
    }
  }

  private static List<Violation> reasons(String json) {
    try {
      return JSON.readValue(json, new TypeReference<List<Violation>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("reasons were stored broken", e);
    }
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
