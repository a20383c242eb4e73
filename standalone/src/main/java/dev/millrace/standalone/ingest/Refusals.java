package dev.millrace.standalone.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows that were not sent: all are counted, the first are kept, all go into a file if wanted. */
public final class Refusals implements AutoCloseable {
  private static final int KEPT = 20;

  /** A row that was not sent, and why. */
  public record Refusal(long line, String reason) {}

  private final Optional<BufferedWriter> report;
  private final List<Refusal> first = new ArrayList<>();
  private long count;

  private Refusals(Optional<BufferedWriter> report) {
    this.report = report;
  }

  /** Keeps the first ones only. */
  public static Refusals counted() {
    return new Refusals(Optional.empty());
  }

  /** Writes every one into a CSV file, which is replaced. */
  public static Refusals reportedTo(Path file) throws IOException {
    BufferedWriter writer = Files.newBufferedWriter(file);
    writer.write("line,reason\n");
    return new Refusals(Optional.of(writer));
  }

  void add(long line, String reason) throws IOException {
    count++;
    if (first.size() < KEPT) {
      first.add(new Refusal(line, reason));
    }
    if (report.isPresent()) {
      report.get().write(line + ",\"" + reason.replace("\"", "\"\"") + "\"\n");
    }
  }

  public long count() {
    return count;
  }

  /** The first ones, in file order. */
  public List<Refusal> first() {
    return List.copyOf(first);
  }

  @Override
  public void close() throws IOException {
    if (report.isPresent()) {
      report.get().close();
    }
  }
}
