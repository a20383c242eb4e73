package dev.millrace.features.dataset.parquet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes a struct in Thrift's compact protocol, the form of all metadata in a Parquet file. Fields
 * are written in ascending order of their numbers.
 */
final class Thrift {

  private static final int TRUE = 1;
  private static final int FALSE = 2;
  private static final int I32 = 5;
  private static final int I64 = 6;
  private static final int BINARY = 8;
  private static final int LIST = 9;
  private static final int STRUCT = 12;
  private static final int LONGEST_SHORT_LIST = 14;
  private static final int WIDEST_SHORT_STEP = 15;

  private final Bytes out;
  private int last;

  private Thrift(Bytes out) {
    this.out = out;
  }

  /** Writes a struct and its end. */
  static void struct(Bytes out, Consumer<Thrift> fields) {
    fields.accept(new Thrift(out));
    out.putByte(0);
  }

  void flag(int field, boolean value) {
    header(field, value ? TRUE : FALSE);
  }

  void i32(int field, int value) {
    header(field, I32);
    out.putZigzag(value);
  }

  void i64(int field, long value) {
    header(field, I64);
    out.putZigzag(value);
  }

  void binary(int field, Bytes value) {
    header(field, BINARY);
    out.putVarint(value.size());
    out.putBytes(value);
  }

  void text(int field, String value) {
    header(field, BINARY);
    text(value);
  }

  void struct(int field, Consumer<Thrift> fields) {
    header(field, STRUCT);
    struct(out, fields);
  }

  <T> void structs(int field, List<T> items, BiConsumer<Thrift, T> fields) {
    list(field, STRUCT, items.size());
    items.forEach(item -> struct(out, one -> fields.accept(one, item)));
  }

  void texts(int field, List<String> items) {
    list(field, BINARY, items.size());
    items.forEach(this::text);
  }

  void i32s(int field, List<Integer> items) {
    list(field, I32, items.size());
    items.forEach(out::putZigzag);
  }

  private void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.putVarint(bytes.length);
    out.putBytes(bytes);
  }

  private void list(int field, int type, int size) {
    header(field, LIST);
    if (size <= LONGEST_SHORT_LIST) {
      out.putByte((size << 4) | type);
    } else {
      out.putByte(0xf0 | type);
      out.putVarint(size);
    }
  }

  private void header(int field, int type) {
    int step = field - last;
    if (step < 1) {
      throw new IllegalArgumentException(
          "fields must ascend, got %d after %d".formatted(field, last));
    }
    if (step <= WIDEST_SHORT_STEP) {
      out.putByte((step << 4) | type);
    } else {
      out.putByte(type);
      out.putZigzag(field);
    }
    last = field;
  }
}
