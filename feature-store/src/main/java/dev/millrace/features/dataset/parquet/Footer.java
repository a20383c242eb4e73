package dev.millrace.features.dataset.parquet;

import dev.millrace.features.dataset.parquet.ParquetColumn.Numbers;
import dev.millrace.features.dataset.parquet.ParquetColumn.Texts;
import dev.millrace.features.dataset.parquet.ParquetColumn.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The end of a Parquet file, which says where everything is; the field numbers are those of
 * parquet.thrift. It names no version of anything, so that the bytes do not depend on one.
 */
final class Footer {

  private static final int FORMAT_VERSION = 1;
  private static final String WRITER = "millrace";

  private static final int INT64 = 2;
  private static final int DOUBLE = 5;
  private static final int BYTE_ARRAY = 6;
  private static final int REQUIRED = 0;
  private static final int UTF8 = 0;
  private static final int TIMESTAMP_MICROS = 10;
  private static final int UNCOMPRESSED = 0;

  private final List<ParquetColumn> columns;
  private final List<Group> groups = new ArrayList<>();
  private long position;

  /** For a file that has begun with so many bytes. */
  Footer(List<ParquetColumn> columns, int begun) {
    this.columns = List.copyOf(columns);
    this.position = begun;
  }

  private record Placed(ColumnChunk chunk, long offset) {}

  private record Group(List<Placed> columns, int rows) {
    long bytes() {
      return columns.stream().mapToLong(placed -> placed.chunk().bytes()).sum();
    }
  }

  /** Takes notice of the column chunk that was written next. */
  void add(ColumnChunk chunk) {
    if (groups.isEmpty() || groups.getLast().columns().size() == columns.size()) {
      groups.add(new Group(new ArrayList<>(), chunk.rows()));
    }
    groups.getLast().columns().add(new Placed(chunk, position));
    position += chunk.bytes();
  }

  void writeTo(Bytes out) {
    Thrift.struct(
        out,
        file -> {
          file.i32(1, FORMAT_VERSION);
          schema(file);
          file.i64(3, groups.stream().mapToLong(Group::rows).sum());
          file.structs(4, groups, Footer::group);
          file.text(6, WRITER);
          // The order in which the ranges of values are to be understood: that of the type.
          file.structs(7, columns, (order, _) -> order.struct(1, Footer::nothing));
        });
  }

  private void schema(Thrift file) {
    List<Consumer<Thrift>> elements = new ArrayList<>();
    elements.add(
        root -> {
          root.text(4, "schema");
          root.i32(5, columns.size());
        });
    columns.forEach(column -> elements.add(element -> element(element, column)));
    file.structs(2, elements, (element, fields) -> fields.accept(element));
  }

  private static void element(Thrift element, ParquetColumn column) {
    element.i32(1, type(column));
    element.i32(3, REQUIRED);
    element.text(4, column.name());
    switch (column) {
      case Texts _ -> {
        element.i32(6, UTF8);
        element.struct(10, logical -> logical.struct(1, Footer::nothing));
      }
      case Times _ -> {
        element.i32(6, TIMESTAMP_MICROS);
        element.struct(10, logical -> logical.struct(8, Footer::microsInUtc));
      }
      case Numbers _ -> {}
    }
  }

  private static void microsInUtc(Thrift timestamp) {
    timestamp.flag(1, true);
    timestamp.struct(2, unit -> unit.struct(2, Footer::nothing));
  }

  private static int type(ParquetColumn column) {
    return switch (column) {
      case Texts _ -> BYTE_ARRAY;
      case Times _ -> INT64;
      case Numbers _ -> DOUBLE;
    };
  }

  private static void group(Thrift group, Group written) {
    group.structs(1, written.columns(), Footer::chunk);
    group.i64(2, written.bytes());
    group.i64(3, written.rows());
    group.i64(5, written.columns().getFirst().offset());
    group.i64(6, written.bytes());
  }

  private static void chunk(Thrift chunk, Placed placed) {
    chunk.i64(2, placed.offset());
    chunk.struct(3, data -> data(data, placed));
  }

  private static void data(Thrift data, Placed placed) {
    ColumnChunk chunk = placed.chunk();
    data.i32(1, type(chunk.column()));
    data.i32s(2, chunk.encodings());
    data.texts(3, List.of(chunk.column().name()));
    data.i32(4, UNCOMPRESSED);
    data.i64(5, chunk.rows());
    data.i64(6, chunk.bytes());
    data.i64(7, chunk.bytes());
    data.i64(9, placed.offset() + chunk.dictionaryBytes());
    if (chunk.dictionaryBytes() > 0) {
      data.i64(11, placed.offset());
    }
    data.struct(12, statistics -> statistics(statistics, chunk));
  }

  private static void statistics(Thrift statistics, ColumnChunk chunk) {
    statistics.i64(3, 0);
    ColumnChunk.Range range = chunk.range();
    if (range != null) {
      statistics.binary(5, range.largest());
      statistics.binary(6, range.smallest());
    }
  }

  /** A struct without fields, which says by being there. */
  private static void nothing(Thrift empty) {}
}
