package dev.millrace.standalone.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.standalone.ingest.IngestLedger.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestLedgerTest {
  private static final Instant NOON = Instant.parse("2025-03-30T12:00:00Z");

  @TempDir private Path folder;
  private IngestLedger ledger;

  @BeforeEach
  void ledger() {
    ledger = new IngestLedger(folder);
  }

  @Test
  void keepsTheTimeOfAFileHoweverOftenItIsSent() throws IOException {
    assertThat(ledger.begin("a", "f.csv", NOON)).isEqualTo(new Entry.First(NOON));
    assertThat(ledger.begin("a", "g.csv", NOON.plusSeconds(9))).isEqualTo(new Entry.Begun(NOON));

    ledger.finish("a", "f.csv", NOON);

    assertThat(new IngestLedger(folder).begin("a", "f.csv", NOON.plusSeconds(99)))
        .isEqualTo(new Entry.Finished(NOON));
  }

  @Test
  void givesAnotherFileALaterTimeEvenWhenTheClockStandsOrWasPutBack() throws IOException {
    assertThat(ledger.begin("a", "f", NOON).recordedAt()).isEqualTo(NOON);
    assertThat(ledger.begin("b", "f", NOON).recordedAt()).isEqualTo(NOON.plusMillis(1));
    assertThat(ledger.begin("c", "f", NOON.minusSeconds(60)).recordedAt())
        .isEqualTo(NOON.plusMillis(2));
  }

  @Test
  void goesOnAfterALineThatACrashCutOff() throws IOException {
    assertThat(ledger.begin("a", "f", NOON).recordedAt()).isEqualTo(NOON);
    Files.writeString(
        folder.resolve("ingested.jsonl"), "\n{\"step\":\"begu", StandardOpenOption.APPEND);

    assertThat(ledger.begin("b", "f", NOON).recordedAt()).isEqualTo(NOON.plusMillis(1));
    assertThat(ledger.begin("a", "f", NOON)).isEqualTo(new Entry.Begun(NOON));
    assertThat(ledger.begin("b", "f", NOON)).isEqualTo(new Entry.Begun(NOON.plusMillis(1)));
  }

  @Test
  void givesTwoWhoAskAtOnceTheSameTime() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Callable<Instant>> askers = new java.util.ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Instant now = NOON.plusMillis(i);
        askers.add(() -> new IngestLedger(folder).begin("a", "f", now).recordedAt());
      }

      List<Future<Instant>> answers = threads.invokeAll(askers);

      Instant first = answers.getFirst().get();
      for (Future<Instant> answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    }
  }

  @Test
  void tellsContentTenantAndReadingApart() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "date,v\n2020-01-01,1\n");
    Path copy = Files.writeString(folder.resolve("g"), "date,v\n2020-01-01,1\n");
    Path other = Files.writeString(folder.resolve("h"), "date,v\n2020-01-01,2\n");
    String id = FileIdentity.of(file, "t", "as UTC");

    assertThat(FileIdentity.of(copy, "t", "as UTC")).isEqualTo(id);
    assertThat(FileIdentity.of(other, "t", "as UTC")).isNotEqualTo(id);
    assertThat(FileIdentity.of(file, "u", "as UTC")).isNotEqualTo(id);
    assertThat(FileIdentity.of(file, "t", "as CET")).isNotEqualTo(id);
  }
}
