package dev.millrace.trainer.worker;

import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Answers nothing: every call throws, in one of the ways that a client of S3 has. */
final class StorageThatIsDown implements ObjectStore {
  private final Exception why;

  /** Refuses every connection. */
  StorageThatIsDown() {
    this(new IOException("connection refused"));
  }

  /**
   * Throws this.
   *
   * @param why an IOException or a RuntimeException
   */
  StorageThatIsDown(Exception why) {
    this.why = why;
  }

  private IOException failure() {
    if (why instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return new IOException(why.getMessage(), why);
  }

  @Override
  public StoredObject put(String prefix, String suffix, byte[] bytes) throws IOException {
    throw failure();
  }

  @Override
  public StoredObject put(String prefix, String suffix, Path file) throws IOException {
    throw failure();
  }

  @Override
  public byte[] fetch(String uri, String sha256) throws IOException {
    throw failure();
  }

  @Override
  public void fetch(String uri, String sha256, Path target) throws IOException {
    throw failure();
  }

  @Override
  public boolean exists(String uri) throws IOException {
    throw failure();
  }

  @Override
  public void delete(String uri) throws IOException {
    throw failure();
  }

  @Override
  public List<Listed> list(String prefix) throws IOException {
    throw failure();
  }
}
