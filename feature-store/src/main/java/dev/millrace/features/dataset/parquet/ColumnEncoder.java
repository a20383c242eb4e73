package dev.millrace.features.dataset.parquet;

import dev.millrace.features.dataset.parquet.ColumnChunk.Range;
import dev.millrace.features.dataset.parquet.ParquetColumn.Numbers;
import dev.millrace.features.dataset.parquet.ParquetColumn.Texts;
import dev.millrace.features.dataset.parquet.ParquetColumn.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encodes one column of one row group: as a dictionary and the places in it where that is shorter,
 * else value by value. It can be used again, by one thread at a time, and keeps its buffers.
 */
final class ColumnEncoder {

  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int RLE_DICTIONARY = 8;

  private final double[] numbers;
  private final long[] values;
  private final int[] indexes;
  private final Dictionary dictionary = new Dictionary();
  private final Bytes body = new Bytes();
  private final Bytes pages = new Bytes();

  /** For row groups of at most that many rows. */
  ColumnEncoder(int mostRows) {
    this.numbers = new double[mostRows];
    this.values = new long[mostRows];
    this.indexes = new int[mostRows];
  }

  /** Encodes the rows from {@code from} until {@code until}. */
  ColumnChunk encode(ParquetColumn column, int from, int until) {
    pages.clear();
    return switch (column) {
      case Texts texts -> texts(texts, from, until);
      case Times times -> times(times, from, until);
      case Numbers doubles -> numbers(doubles, from, until);
    };
  }

  /** Writes the pages that were encoded last. */
  void writeTo(OutputStream out) throws IOException {
    pages.writeTo(out);
  }

  private ColumnChunk texts(Texts column, int from, int until) {
    Map<String, Integer> places = new LinkedHashMap<>();
    String last = "";
    int place = -1;
    for (int row = from; row < until; row++) {
      String text = column.source().text(row);
      if (place < 0 || !text.equals(last)) {
        place = places.computeIfAbsent(text, _ -> places.size());
        last = text;
      }
      indexes[row - from] = place;
    }
    List<byte[]> distinct =
        places.keySet().stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    body.clear();
    for (byte[] text : distinct) {
      body.putInt(text.length);
      body.putBytes(text);
    }
    // Unsigned bytes of UTF-8 are in the order of the code points, which is the order of Parquet.
    List<byte[]> sorted = distinct.stream().sorted(Arrays::compareUnsigned).toList();
    Range range = new Range(bytes(sorted.getFirst()), bytes(sorted.getLast()));
    return withDictionary(
        column, until - from, distinct.size(), RunLengths.width(distinct.size() - 1), range);
  }

  private ColumnChunk times(Times column, int from, int until) {
    long smallest = Long.MAX_VALUE;
    long largest = Long.MIN_VALUE;
    for (int row = from; row < until; row++) {
      long micros = Math.multiplyExact(column.source().millis(row), 1000L);
      values[row - from] = micros;
      smallest = Math.min(smallest, micros);
      largest = Math.max(largest, micros);
    }
    return longs(column, until - from, new Range(bytes(smallest), bytes(largest)));
  }

  private ColumnChunk numbers(Numbers column, int from, int until) {
    column.source().numbers(from, until, numbers);
    double smallest = Double.POSITIVE_INFINITY;
    double largest = Double.NEGATIVE_INFINITY;
    boolean found = false;
    for (int i = 0; i < until - from; i++) {
      double number = numbers[i];
      // One pattern for every NaN: which of them an operation gives is up to the processor.
      values[i] = Double.doubleToLongBits(number);
      if (!Double.isNaN(number)) {
        found = true;
        smallest = Math.min(smallest, number);
        largest = Math.max(largest, number);
      }
    }
    return longs(column, until - from, found ? range(smallest, largest) : null);
  }

  /** Zero may have either sign, so as the smallest it is the negative one, else the positive. */
  private static Range range(double smallest, double largest) {
    return new Range(
        bytes(Double.doubleToLongBits(smallest == 0 ? -0.0 : smallest)),
        bytes(Double.doubleToLongBits(largest == 0 ? 0.0 : largest)));
  }

  private ColumnChunk longs(ParquetColumn column, int rows, @Nullable Range range) {
    body.clear();
    if (dictionary.index(values, rows, indexes)) {
      dictionary.writeTo(body);
      return withDictionary(column, rows, dictionary.size(), dictionary.width(), range);
    }
    body.putLongs(values, rows);
    dataPage(rows, PLAIN);
    return new ColumnChunk(column, rows, 0, pages.size(), List.of(PLAIN, RLE), range);
  }

  private ColumnChunk withDictionary(
      ParquetColumn column, int rows, int distinct, int width, @Nullable Range range) {
    PageHeader.dictionary(pages, body.size(), distinct, PLAIN);
    pages.putBytes(body);
    int dictionaryBytes = pages.size();
    body.clear();
    body.putByte(width);
    RunLengths.encode(indexes, rows, width, body);
    dataPage(rows, RLE_DICTIONARY);
    return new ColumnChunk(
        column, rows, dictionaryBytes, pages.size(), List.of(PLAIN, RLE, RLE_DICTIONARY), range);
  }

  private void dataPage(int rows, int encoding) {
    PageHeader.data(pages, body.size(), rows, encoding, RLE);
    pages.putBytes(body);
  }

  private static Bytes bytes(long value) {
    Bytes bytes = new Bytes();
    bytes.putLong(value);
    return bytes;
  }

  private static Bytes bytes(byte[] value) {
    Bytes bytes = new Bytes();
    bytes.putBytes(value);
    return bytes;
  }
}
