package dev.millrace.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Properties;

/**
 * The secrets of one data folder: made at the first start, readable by the folder's owner only.
 *
 * @param databaseAdminPassword of PostgreSQL's superuser
 * @param databasePassword of the user that services connect as
 */
record Credentials(
    String databaseAdminPassword, String databasePassword, String s3AccessKey, String s3SecretKey) {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  static Credentials loadOrCreate(Path file) throws IOException {
    if (Files.exists(file)) {
      return load(file);
    }
    Credentials created = generate(new SecureRandom());
    created.store(file);
    return created;
  }

  private static Credentials generate(SecureRandom random) {
    return new Credentials(
        secret(random, 32), secret(random, 32), secret(random, 20), secret(random, 40));
  }

  private static String secret(SecureRandom random, int length) {
    StringBuilder secret = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return secret.toString();
  }

  private static Credentials load(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file, UTF_8)) {
      properties.load(reader);
    }
    return new Credentials(
        required(properties, "database.admin-password", file),
        required(properties, "database.password", file),
        required(properties, "s3.access-key", file),
        required(properties, "s3.secret-key", file));
  }

  private static String required(Properties properties, String key, Path file) {
    String value = properties.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("%s must hold %s, and does not".formatted(file, key));
    }
    return value;
  }

  /** Written beside and moved into place, so that a crash leaves all of the secrets or none. */
  private void store(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("database.admin-password", databaseAdminPassword);
    properties.setProperty("database.password", databasePassword);
    properties.setProperty("s3.access-key", s3AccessKey);
    properties.setProperty("s3.secret-key", s3SecretKey);
    StringWriter text = new StringWriter();
    properties.store(text, "Made at the first start. Keep it as secret as the data beside it.");
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (var channel =
        Files.newByteChannel(
            draft,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      ByteBuffer bytes = UTF_8.encode(text.toString());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public String toString() {
    return "Credentials[…]";
  }
}
