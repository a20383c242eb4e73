package dev.millrace.platform.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who a process is towards the broker: the same on every start on one state directory. What a
 * killed process has left open there can then be ended by its next start, instead of by a timeout.
 *
 * <p>Kafka Streams has such an identity itself, but only for topologies with stores on disk.
 */
final class ProcessIdentity implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessIdentity.class);
  private static final int LENGTH = 36;

  private final UUID id;
  private final @Nullable FileChannel file;

  private ProcessIdentity(UUID id, @Nullable FileChannel file) {
    this.id = id;
    this.file = file;
  }

  /** Takes the directory's identity, or a new one while another process has that. */
  static ProcessIdentity in(Path directory, String applicationId) {
    Path path = directory.resolve(applicationId + ".id");
    try {
      Files.createDirectories(directory);
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (isLocked(file)) {
        return new ProcessIdentity(readOrWrite(file), file);
      }
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the identity in %s cannot be read".formatted(path), e);
    }
    LOG.atWarn()
        .addKeyValue("file", path)
        .log("another process uses this state directory: this one is new to the broker");
    return new ProcessIdentity(UUID.randomUUID(), null);
  }

  private static boolean isLocked(FileChannel file) throws IOException {
    try {
      @Nullable FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** A process may have died before it had written all of it. */
  private static UUID readOrWrite(FileChannel file) throws IOException {
    if (file.size() == LENGTH) {
      ByteBuffer text = ByteBuffer.allocate(LENGTH);
      file.read(text, 0);
      return UUID.fromString(new String(text.array(), StandardCharsets.US_ASCII));
    }
    UUID id = UUID.randomUUID();
    file.truncate(0);
    file.write(ByteBuffer.wrap(id.toString().getBytes(StandardCharsets.US_ASCII)), 0);
    file.force(true);
    return id;
  }

  String text() {
    return id.toString();
  }

  /** Lets another process have it. */
  @Override
  public void close() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        throw new UncheckedIOException("the identity cannot be given back", e);
      }
    }
  }
}
