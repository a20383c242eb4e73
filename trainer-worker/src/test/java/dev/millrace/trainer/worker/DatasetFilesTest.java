package dev.millrace.trainer.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.platform.storage.CorruptObjectException;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.platform.testkit.InMemoryObjectStore;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.worker.codec.Proposal.DatasetSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFilesTest {
  @TempDir Path folder;
  private final InMemoryObjectStore store = new InMemoryObjectStore();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private DatasetFiles files(long mostBytes) {
    return new DatasetFiles(folder, mostBytes, store, () -> now);
  }

  private DatasetSource stored(String content) {
    StoredObject object = store.put("datasets", ".parquet", content.getBytes(UTF_8));
    return new DatasetSource(object.uri(), object.sha256(), ExampleData.layout(100));
  }

  @Test
  void keepsAFileForTheNextTime() throws IOException {
    DatasetSource dataset = stored("rows");
    Path file = files(1000).of(dataset);
    assertThat(file).hasContent("rows");

    store.delete(dataset.uri());

    assertThat(files(1000).of(dataset)).isEqualTo(file).hasContent("rows");
  }

  @Test
  void fetchesAgainWhatWasDamagedOnDisk() throws IOException {
    DatasetSource dataset = stored("rows");
    Files.writeString(files(1000).of(dataset), "dust");

    assertThat(files(1000).of(dataset)).hasContent("rows");
  }

  @Test
  void refusesWhatIsDamagedInStorage() {
    DatasetSource dataset = stored("rows");
    store.corrupt(dataset.uri(), "dust".getBytes(UTF_8));

    assertThatThrownBy(() -> files(1000).of(dataset)).isInstanceOf(CorruptObjectException.class);
  }

  @Test
  void saysWhenThereIsNoSuchDataset() {
    DatasetSource dataset = stored("rows");
    store.delete(dataset.uri());

    assertThatThrownBy(() -> files(1000).of(dataset)).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void dropsTheLeastRecentlyUsedBeyondItsLimit() throws IOException {
    DatasetFiles files = files(8);
    Path first = use(files, stored("aaaa"));
    Path second = use(files, stored("bbbb"));
    use(files, stored("aaaa"));

    Path third = use(files, stored("cccc"));

    assertThat(first).exists();
    assertThat(second).doesNotExist();
    assertThat(third).exists();
  }

  @Test
  void keepsTheFileInUseHoweverLarge() throws IOException {
    assertThat(use(files(1), stored("far more than one byte"))).exists();
  }

  private Path use(DatasetFiles files, DatasetSource dataset) throws IOException {
    now = now.plusSeconds(60);
    return files.of(dataset);
  }
}
