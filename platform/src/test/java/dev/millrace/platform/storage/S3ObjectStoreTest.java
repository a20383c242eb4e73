package dev.millrace.platform.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.platform.storage.ObjectStore.Listed;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Content-addressed objects on a real S3 server. */
final class S3ObjectStoreTest {
  private static final byte[] BYTES = "a model".getBytes(StandardCharsets.UTF_8);
  private static EmbeddedStack stack;
  private static S3ObjectStore store;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    stack = EmbeddedStack.temporary(Part.S3);
    store =
        new S3ObjectStore(
            new StorageSettings(
                stack.s3Endpoint(),
                "us-east-1",
                "another-bucket",
                stack.s3AccessKey(),
                stack.s3SecretKey()));
    store.ensureBucket();
    store.ensureBucket();
  }

  @AfterAll
  static void stop() {
    store.close();
    stack.close();
  }

  @Test
  void storesBytesUnderTheirHashAndGivesThemBack() throws IOException {
    StoredObject object = store.put("models", ".ubj", BYTES);

    assertThat(object.uri()).isEqualTo("s3://another-bucket/models/" + Sha256.of(BYTES) + ".ubj");
    assertThat(object.sizeBytes()).isEqualTo(BYTES.length);
    assertThat(store.put("models", ".ubj", BYTES)).isEqualTo(object);
    assertThat(store.fetch(object.uri(), object.sha256())).isEqualTo(BYTES);
  }

  @Test
  void storesAFileAndFetchesItToAFile() throws IOException {
    Path source = Files.write(folder.resolve("source"), new byte[3 << 20]);

    StoredObject object = store.put("datasets", ".parquet", source);
    store.fetch(object.uri(), object.sha256(), folder.resolve("new/target"));

    assertThat(folder.resolve("new/target")).hasSameBinaryContentAs(source);
    assertThat(folder.resolve("new")).isDirectoryContaining("glob:**target");
  }

  @Test
  void refusesAnObjectThatDoesNotHaveTheHashPromised() throws IOException {
    StoredObject object = store.put("models", ".ubj", BYTES);
    Path target = folder.resolve("target");

    assertThatThrownBy(() -> store.fetch(object.uri(), "0".repeat(64), target))
        .isInstanceOf(CorruptObjectException.class)
        .hasMessageContaining(object.sha256());
    assertThat(target).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    String uri = "s3://another-bucket/models/none";

    assertThat(store.exists(uri)).isFalse();
    assertThatThrownBy(() -> store.fetch(uri, "0".repeat(64)))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining(uri);
  }

  @Test
  void deletesAndNeedsNothingToBeThere() throws IOException {
    StoredObject object = store.put("short-lived", ".bin", BYTES);

    store.delete(object.uri());
    store.delete(object.uri());

    assertThat(store.exists(object.uri())).isFalse();
  }

  @Test
  void listsWhatWasStoredWithAPrefix() throws IOException {
    Instant before = Instant.EPOCH.plusSeconds(1);
    StoredObject object = store.put("listed", ".bin", BYTES);
    store.put("listed-not", ".bin", BYTES);

    assertThat(store.list("listed")).extracting(Listed::uri).containsExactly(object.uri());
    assertThat(store.list("listed").getFirst().modifiedAt()).isAfter(before);
    assertThat(store.list("nothing")).isEmpty();
  }
}
