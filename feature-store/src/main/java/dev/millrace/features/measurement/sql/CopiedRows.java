package dev.millrace.features.measurement.sql;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows of eight-byte fields as {@code COPY … TO STDOUT (FORMAT binary)} sends them: a signature,
 * per row the number of its fields, per field its length and its bytes, and −1 in place of a row at
 * the end. Nothing is boxed and no object is made per row.
 *
 * <p>Format: "Binary Format" on the page of COPY in PostgreSQL's manual.
 */
final class CopiedRows {

  private static final byte[] SIGNATURE =
      "PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int BUFFER = 1 << 16;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private final InputStream in;
  private final int fields;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  /** Reads the signature; every row must have that many fields. */
  CopiedRows(InputStream in, int fields) throws IOException {
    this.in = in;
    this.fields = fields;
    need(SIGNATURE.length);
    if (!Arrays.equals(
        buffer, position, position + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
      throw new IOException("the database did not begin with the signature of a binary copy");
    }
    position += SIGNATURE.length;
    int flags = nextInt();
    if (flags != 0) {
      throw new IOException("a binary copy must have no flags, got " + flags);
    }
    int extension = nextInt();
    need(extension);
    position += extension;
  }

  /** Goes to the next row; false at the end. */
  boolean next() throws IOException {
    need(Short.BYTES);
    int count = (short) SHORT.get(buffer, position);
    position += Short.BYTES;
    if (count == -1) {
      return false;
    }
    if (count != fields) {
      throw new IOException("a row must have %d fields, got %d".formatted(fields, count));
    }
    return true;
  }

  /**
   * The next field of the row, which must not be null: a {@code timestamptz} or a {@code bigint}.
   */
  long nextLong() throws IOException {
    int length = nextInt();
    if (length != Long.BYTES) {
      throw new IOException("a time must have 8 bytes, got " + length);
    }
    need(Long.BYTES);
    long value = (long) LONG.get(buffer, position);
    position += Long.BYTES;
    return value;
  }

  /** The next field of the row, a {@code double precision}; NaN when it is null. */
  double nextDouble() throws IOException {
    int length = nextInt();
    if (length == -1) {
      return Double.NaN;
    }
    position -= Integer.BYTES;
    return Double.longBitsToDouble(nextLong());
  }

  private int nextInt() throws IOException {
    need(Integer.BYTES);
    int value = (int) INT.get(buffer, position);
    position += Integer.BYTES;
    return value;
  }

  /** Makes the next bytes lie in the buffer. */
  private void need(int bytes) throws IOException {
    if (limit - position >= bytes) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < bytes) {
      int read = in.read(buffer, limit, BUFFER - limit);
      if (read < 0) {
        throw new EOFException("the database ended a binary copy in the middle of a row");
      }
      limit += read;
    }
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }
}
