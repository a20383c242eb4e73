package dev.millrace.trainer.worker;

import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Refuses every connection. */
final class StorageThatIsDown implements ObjectStore {
  @Override
  public StoredObject put(String prefix, String suffix, byte[] bytes) throws IOException {
    throw new IOException("connection refused");
  }

  @Override
  public StoredObject put(String prefix, String suffix, Path file) throws IOException {
    throw new IOException("connection refused");
  }

  @Override
  public byte[] fetch(String uri, String sha256) throws IOException {
    throw new IOException("connection refused");
  }

  @Override
  public void fetch(String uri, String sha256, Path target) throws IOException {
    throw new IOException("connection refused");
  }

  @Override
  public boolean exists(String uri) throws IOException {
    throw new IOException("connection refused");
  }

  @Override
  public void delete(String uri) throws IOException {
    throw new IOException("connection refused");
  }

  @Override
  public List<Listed> list(String prefix) throws IOException {
    throw new IOException("connection refused");
  }
}
