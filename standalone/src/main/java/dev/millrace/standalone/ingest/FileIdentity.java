package dev.millrace.standalone.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What makes two ingestions the same one: the bytes, whose they are, and how they are read. */
public final class FileIdentity {
  private static final int BUFFER = 1 << 18;

  private FileIdentity() {}

  /** A SHA-256 in hexadecimal digits. */
  public static String of(Path file, String tenant, String reading) throws IOException {
    MessageDigest digest = sha256();
    digest.update((tenant + "\n" + reading + "\n").getBytes(StandardCharsets.UTF_8));
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
