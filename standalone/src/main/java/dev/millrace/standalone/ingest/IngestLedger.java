package dev.millrace.standalone.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Remembers, in the data folder, which file was first sent when. A file keeps its time however
 * often it is sent, also by two processes at once, and another file always gets a later one: so a
 * repeat changes nothing, and a corrected file wins.
 */
public final class IngestLedger {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file lock is the process's; this one is for its threads. */
  private static final Object IN_THIS_PROCESS = new Object();

  private static final String BEGUN = "begun";
  private static final String FINISHED = "finished";

  private final Path file;

  /** What the ledger says about a file. */
  public sealed interface Entry {
    Instant recordedAt();

    /** It is sent for the first time. */
    record First(Instant recordedAt) implements Entry {}

    /** It was begun before, and perhaps not finished. */
    record Begun(Instant recordedAt) implements Entry {}

    /** All of it was sent before. */
    record Finished(Instant recordedAt) implements Entry {}
  }

  private record Known(Optional<Entry> entry, Instant latest) {}

  public IngestLedger(Path dataFolder) {
    this.file = dataFolder.resolve("ingested.jsonl");
  }

  /** Says since when the file's values are known; for a new one that is now. */
  public Entry begin(String id, String name, Instant now) throws IOException {
    return locked(
        channel -> {
          Known known = read(channel, id);
          if (known.entry().isPresent()) {
            return known.entry().get();
          }
          Instant at = now.truncatedTo(ChronoUnit.MILLIS);
          Instant next = at.isAfter(known.latest()) ? at : known.latest().plusMillis(1);
          append(channel, BEGUN, id, name, next);
          return new Entry.First(next);
        });
  }

  /** Notes that the broker has all of the file. */
  public void finish(String id, String name, Instant recordedAt) throws IOException {
    Entry _ =
        locked(
            channel -> {
              append(channel, FINISHED, id, name, recordedAt);
              return new Entry.Finished(recordedAt);
            });
  }

  /** What to do while nobody else may. */
  private interface Step {
    Entry with(FileChannel channel) throws IOException;
  }

  private Entry locked(Step step) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    synchronized (IN_THIS_PROCESS) {
      try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        return step.with(channel);
      }
    }
  }

  private static Known read(FileChannel channel, String id) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Reads on to the end.
    }
    Optional<Entry> entry = Optional.empty();
    Instant latest = Instant.EPOCH;
    String text = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    for (String line : text.lines().toList()) {
      Optional<JsonNode> json = parsed(line);
      if (json.isPresent()) {
        Instant at = Instant.parse(json.get().path("recorded_at").asText());
        latest = at.isAfter(latest) ? at : latest;
        if (json.get().path("id").asText().equals(id)) {
          boolean finished = json.get().path("step").asText().equals(FINISHED);
          entry = Optional.of(finished ? new Entry.Finished(at) : new Entry.Begun(at));
        }
      }
    }
    return new Known(entry, latest);
  }

  /** A line that a crash cut off says nothing: its file was not yet sent. */
  private static Optional<JsonNode> parsed(String line) {
    try {
      JsonNode json = JSON.readTree(line);
      return json.hasNonNull("recorded_at") ? Optional.of(json) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void append(
      FileChannel channel, String step, String id, String name, Instant recordedAt)
      throws IOException {
    String line =
        JSON.createObjectNode()
                .put("step", step)
                .put("id", id)
                .put("recorded_at", recordedAt.toString())
                .put("file", name)
            + "\n";
    // Begins with a line's end: the one before may have been cut off.
    ByteBuffer bytes = ByteBuffer.wrap(("\n" + line).getBytes(StandardCharsets.UTF_8));
    long end = channel.size();
    while (bytes.hasRemaining()) {
      end += channel.write(bytes, end);
    }
    channel.force(true);
  }
}
