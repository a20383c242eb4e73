package dev.millrace.registry.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads columns that may be null. */
record Columns(ResultSet row) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String text(String column) throws SQLException {
    String value = row.getString(column);
    if (value == null) {
      throw new SQLException(column + " is null, but never should be");
    }
    return value;
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return row.getString(column);
  }

  /** Null for the empty word, too: events have no null there. */
  @Nullable String wordOrNull(String column) throws SQLException {
    String value = row.getString(column);
    return value == null || value.isEmpty() ? null : value;
  }

  Instant time(String column) throws SQLException {
    Instant value = timeOrNull(column);
    if (value == null) {
      throw new SQLException(column + " is null, but never should be");
    }
    return value;
  }

  @Nullable Instant timeOrNull(String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }

  @Nullable Integer integerOrNull(String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  /** A finite number, or null: JSON has neither NaN nor infinity. */
  @Nullable Double numberOrNull(String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() || !Double.isFinite(value) ? null : value;
  }

  @Nullable JsonNode jsonOrNull(String column) throws SQLException {
    String value = row.getString(column);
    return value == null ? null : parse(column, value);
  }

  JsonNode json(String column) throws SQLException {
    return parse(column, text(column));
  }

  private static JsonNode parse(String column, String value) throws SQLException {
    try {
      return JSON.readTree(value);
    } catch (JsonProcessingException e) {
      throw new SQLException(column + " holds no JSON", e);
    }
  }
}
