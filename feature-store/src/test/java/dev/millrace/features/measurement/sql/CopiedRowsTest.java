package dev.millrace.features.measurement.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class CopiedRowsTest {

  private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', -1, '\r', '\n', 0};

  @Test
  void rowsAreReadWhateverPiecesTheyComeIn() throws Exception {
    ByteBuffer bytes = header();
    row(bytes, 7, 1.5);
    bytes.putShort((short) 2).putInt(8).putLong(8).putInt(-1);
    bytes.putShort((short) -1);

    CopiedRows rows = new CopiedRows(dripping(bytes), 2);

    assertThat(rows.next()).isTrue();
    assertThat(rows.nextLong()).isEqualTo(7);
    assertThat(rows.nextDouble()).isEqualTo(1.5);
    assertThat(rows.next()).isTrue();
    assertThat(rows.nextLong()).isEqualTo(8);
    assertThat(rows.nextDouble()).isNaN();
    assertThat(rows.next()).isFalse();
  }

  @Test
  void aHeaderExtensionIsPassedOver() throws Exception {
    ByteBuffer bytes = ByteBuffer.allocate(100).put(SIGNATURE).putInt(0).putInt(3);
    bytes.put(new byte[] {1, 2, 3}).putShort((short) -1);

    assertThat(new CopiedRows(dripping(bytes), 2).next()).isFalse();
  }

  @Test
  void anythingElseThanACopyIsRefused() {
    ByteBuffer bytes =
        ByteBuffer.allocate(100).put("2025-01-01\t1.5\n2025-01-02\t2\n".getBytes(UTF_8));

    assertThatThrownBy(() -> new CopiedRows(dripping(bytes), 2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("signature");
  }

  @Test
  void aCopyThatEndsTooEarlyIsNoCopy() throws Exception {
    ByteBuffer bytes = header();
    row(bytes, 7, 1.5);

    CopiedRows rows = new CopiedRows(dripping(bytes), 2);

    assertThat(rows.next()).isTrue();
    rows.nextLong();
    rows.nextDouble();
    assertThatThrownBy(rows::next).isInstanceOf(EOFException.class);
  }

  @Test
  void anotherNumberOfFieldsIsAnError() throws Exception {
    ByteBuffer bytes = header();
    row(bytes, 7, 1.5);

    CopiedRows rows = new CopiedRows(dripping(bytes), 3);

    assertThatThrownBy(rows::next).hasMessage("a row must have 3 fields, got 2");
  }

  private static ByteBuffer header() {
    return ByteBuffer.allocate(1000).put(SIGNATURE).putInt(0).putInt(0);
  }

  private static void row(ByteBuffer bytes, long time, double value) {
    bytes.putShort((short) 2).putInt(8).putLong(time).putInt(8).putDouble(value);
  }

  /** Gives one byte at a time. */
  private static InputStream dripping(ByteBuffer bytes) {
    byte[] written = new byte[bytes.position()];
    bytes.get(0, written);
    return new ByteArrayInputStream(written) {
      @Override
      public synchronized int read(byte[] to, int offset, int length) {
        return super.read(to, offset, Math.min(1, length));
      }
    };
  }
}
