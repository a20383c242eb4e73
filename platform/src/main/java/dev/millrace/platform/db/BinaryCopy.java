package dev.millrace.platform.db;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table in PostgreSQL's binary {@code COPY} format, sent as they are put:
 * of a copy of any length a page lies in memory. Fields come in the order of the statement's
 * columns.
 */
public final class BinaryCopy {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };
  private static final int PAGE = 64 << 10;
  private static final int LONGEST_FIELD = Integer.BYTES + 2 * Long.BYTES;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final CopyIn copy;
  private final ByteBuffer page = ByteBuffer.allocate(PAGE);

  private BinaryCopy(CopyIn copy) {
    this.copy = copy;
  }

  /**
   * Copies in the handle's transaction.
   *
   * @param statement {@code COPY table (columns) FROM STDIN (FORMAT binary)}
   * @param rows puts them
   */
  public static void into(Handle handle, String statement, Consumer<BinaryCopy> rows) {
    try {
      CopyIn copy =
          handle.getConnection().unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
      try {
        new BinaryCopy(copy).run(rows);
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e.getMessage() + " [" + statement + "]", e, null);
    }
  }

  private void run(Consumer<BinaryCopy> rows) throws SQLException {
    page.put(SIGNATURE).putInt(0).putInt(0);
    rows.accept(this);
    room(Short.BYTES).putShort((short) -1);
    send();
    copy.endCopy();
  }

  /** Begins a row of so many fields. */
  public BinaryCopy row(int fields) {
    room(Short.BYTES).putShort((short) fields);
    return this;
  }

  /** An {@code int}. */
  public BinaryCopy put(int value) {
    room(LONGEST_FIELD).putInt(Integer.BYTES).putInt(value);
    return this;
  }

  /** A {@code double precision}. */
  public BinaryCopy put(@Nullable Double value) {
    if (value == null) {
      return putNull();
    }
    room(LONGEST_FIELD).putInt(Double.BYTES).putDouble(value);
    return this;
  }

  /** A {@code uuid}. */
  public BinaryCopy put(@Nullable UUID value) {
    if (value == null) {
      return putNull();
    }
    room(LONGEST_FIELD)
        .putInt(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  /** A {@code timestamptz}, to the microsecond; {@link Instant#MAX} is {@code infinity}. */
  public BinaryCopy put(Instant value) {
    long micros =
        value.equals(Instant.MAX)
            ? Long.MAX_VALUE
            : (value.getEpochSecond() - EPOCH.getEpochSecond()) * 1_000_000
                + value.getNano() / 1_000;
    room(LONGEST_FIELD).putInt(Long.BYTES).putLong(micros);
    return this;
  }

  private BinaryCopy putNull() {
    room(LONGEST_FIELD).putInt(-1);
    return this;
  }

  private ByteBuffer room(int bytes) {
    if (page.remaining() < bytes) {
      try {
        send();
      } catch (SQLException e) {
        throw new UnableToExecuteStatementException(String.valueOf(e.getMessage()), e, null);
      }
    }
    return page;
  }

  private void send() throws SQLException {
    copy.writeToCopy(page.array(), 0, page.position());
    page.clear();
  }
}
