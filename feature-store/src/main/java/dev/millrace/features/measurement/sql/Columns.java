package dev.millrace.features.measurement.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Binds one field of every row as an array: a statement of one shape for every number of rows,
 * parsed once.
 */
record Columns<R>(List<R> rows) {

  static <R> Columns<R> of(Collection<R> rows) {
    return new Columns<>(List.copyOf(rows));
  }

  Columns<R> text(SqlStatement<?> statement, String name, Function<R, String> field) {
    return bind(statement, name, "text", field);
  }

  Columns<R> number(SqlStatement<?> statement, String name, Function<R, Integer> field) {
    return bind(statement, name, "int4", field);
  }

  Columns<R> count(SqlStatement<?> statement, String name, Function<R, Long> field) {
    return bind(statement, name, "int8", field);
  }

  Columns<R> time(SqlStatement<?> statement, String name, Function<R, Instant> field) {
    return bind(
        statement, name, "timestamptz", field.andThen(time -> time.atOffset(ZoneOffset.UTC)));
  }

  private Columns<R> bind(
      SqlStatement<?> statement, String name, String type, Function<R, ? extends Object> field) {
    @Nullable Object[] values = rows.stream().map(field).toArray();
    Argument array =
        (position, prepared, _) ->
            prepared.setArray(position, prepared.getConnection().createArrayOf(type, values));
    statement.bind(name, array);
    return this;
  }
}
