package dev.millrace.features.dataset.parquet;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes columns as a Parquet file, row group by row group. Columns are encoded by several threads
 * and written in their order, so that the bytes do not depend on how many; what is in memory at a
 * time is one column of one row group for each thread and one more.
 *
 * <p>Nothing is compressed beyond dictionaries and run lengths: a compressor's bytes change with
 * its version, and ours must not. Format: <a
 * href="https://github.com/apache/parquet-format">parquet-format</a>, data pages of version 1.
 */
final class ParquetFile {

  /** Rows of a row group: those of DuckDB's own, which readers are tuned to. */
  static final int GROUP = 122_880;

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final List<ParquetColumn> columns;
  private final int rows;
  private final OutputStream out;
  private final Footer footer;
  private final Deque<ColumnEncoder> idle = new ArrayDeque<>();
  private final Deque<Encoding> underWay = new ArrayDeque<>();

  private ParquetFile(List<ParquetColumn> columns, int rows, OutputStream out) {
    this.columns = columns;
    this.rows = rows;
    this.out = out;
    this.footer = new Footer(columns, MAGIC.length);
  }

  private record Encoding(ColumnEncoder encoder, Future<ColumnChunk> chunk) {}

  /**
   * Writes a whole file. The columns are asked by that many threads at once; each of them by one at
   * a time, for its rows in order.
   */
  static void write(List<ParquetColumn> columns, int rows, int threads, OutputStream out)
      throws IOException {
    ParquetFile file = new ParquetFile(columns, rows, out);
    // No more than columns: so a column of a row group is done before the next group's is asked
    // for.
    for (int i = 0; i < Math.min(threads + 1, columns.size()); i++) {
      file.idle.add(new ColumnEncoder(Math.min(GROUP, rows)));
    }
    try (ExecutorService workers =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("parquet-", 0).factory())) {
      file.write(workers);
    }
  }

  private void write(ExecutorService workers) throws IOException {
    out.write(MAGIC);
    for (int from = 0; from < rows; from += GROUP) {
      int first = from;
      int until = Math.min(rows, from + GROUP);
      for (ParquetColumn column : columns) {
        if (idle.isEmpty()) {
          finish(underWay.remove());
        }
        ColumnEncoder encoder = idle.remove();
        underWay.add(
            new Encoding(encoder, workers.submit(() -> encoder.encode(column, first, until))));
      }
    }
    while (!underWay.isEmpty()) {
      finish(underWay.remove());
    }
    end();
  }

  /** Waits for the column chunk whose turn it is, and writes it. */
  private void finish(Encoding encoding) throws IOException {
    try {
      footer.add(encoding.chunk().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while writing a dataset");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a column cannot be encoded", e.getCause());
    }
    encoding.encoder().writeTo(out);
    idle.add(encoding.encoder());
  }

  private void end() throws IOException {
    Bytes end = new Bytes();
    footer.writeTo(end);
    end.putInt(end.size());
    end.putBytes(MAGIC);
    end.writeTo(out);
  }
}
