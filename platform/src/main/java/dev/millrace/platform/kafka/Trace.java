package dev.millrace.platform.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context in record headers.
 *
 * <p>The trace id is derived from the record key, so that all events of one job are one trace, also
 * across restarts and writers that know nothing of each other.
 */
public final class Trace {
  public static final String TRACEPARENT = "traceparent";

  private Trace() {}

  /** Adds a trace context unless the record already has one. */
  public static void ensure(Headers headers, @Nullable String key) {
    if (headers.lastHeader(TRACEPARENT) == null) {
      headers.add(TRACEPARENT, traceparent(key).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String traceparent(@Nullable String key) {
    String traceId = HexFormat.of().formatHex(hash(key == null ? "" : key), 0, 16);
    byte[] span =
        ByteBuffer.allocate(Long.BYTES).putLong(ThreadLocalRandom.current().nextLong() | 1).array();
    return "00-" + traceId + "-" + HexFormat.of().formatHex(span) + "-01";
  }

  private static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
