package dev.millrace.features.dataset.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A {@code byte[]} that grows and can be filled again; numbers are little-endian. */
final class Bytes {

  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private byte[] bytes = new byte[Long.BYTES];
  private int size;

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  void putByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  void putInt(int value) {
    reserve(Integer.BYTES);
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void putLong(long value) {
    reserve(Long.BYTES);
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  void putLongs(long[] values, int count) {
    reserve(Math.multiplyExact(count, Long.BYTES));
    for (int i = 0; i < count; i++) {
      LONG.set(bytes, size + i * Long.BYTES, values[i]);
    }
    size += count * Long.BYTES;
  }

  void putBytes(byte[] values) {
    reserve(values.length);
    System.arraycopy(values, 0, bytes, size, values.length);
    size += values.length;
  }

  void putBytes(Bytes other) {
    reserve(other.size);
    System.arraycopy(other.bytes, 0, bytes, size, other.size);
    size += other.size;
  }

  /** Seven bits a byte, the lowest first; the eighth says that more follow. */
  void putVarint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      putByte((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    putByte((int) rest);
  }

  /** A varint in which small negative numbers are short too. */
  void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
  }

  private void reserve(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
  }
}
