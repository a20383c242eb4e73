package dev.millrace.features.measurement.sql;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event's id in 16 bytes: itself where it is a UUID, else its MD5, which is {@code
 * md5(id)::uuid} in SQL. Not for several threads.
 */
final class EventKey {
  private static final int UUID_LENGTH = 36;

  private final MessageDigest digest;

  EventKey() {
    try {
      digest = MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  /** Null for an empty id. */
  @Nullable UUID of(String eventId) {
    if (eventId.isEmpty()) {
      return null;
    }
    return isUuid(eventId) ? UUID.fromString(eventId) : hash(eventId);
  }

  private UUID hash(String eventId) {
    ByteBuffer bytes = ByteBuffer.wrap(digest.digest(eventId.getBytes(StandardCharsets.UTF_8)));
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static boolean isUuid(String id) {
    if (id.length() != UUID_LENGTH) {
      return false;
    }
    for (int i = 0; i < UUID_LENGTH; i++) {
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      char c = id.charAt(i);
      if (dash ? c != '-' : c > 'f' || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
