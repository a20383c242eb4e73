package dev.millrace.standalone.cli;

import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.ingest.FileIdentity;
import dev.millrace.standalone.ingest.FileVersion;
import dev.millrace.standalone.ingest.IngestLedger;
import dev.millrace.standalone.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A file that is about to be sent, with the time from which its values are known.
 *
 * @param before what the ledger knew of it; empty when somebody named the time
 */
record SentFile(FileVersion version, Optional<IngestLedger.Entry> before) {

  /** Finds the time in the ledger, or takes the named one: an instant, or {@code now}. */
  static SentFile of(
      Path path,
      MeasurementFile file,
      String tenant,
      Optional<String> recordedAt,
      IngestLedger ledger,
      Instant now)
      throws IOException {
    String id = FileIdentity.of(path, tenant, file.reading());
    if (recordedAt.isPresent()) {
      return new SentFile(new FileVersion(id, instant(recordedAt.get(), now)), Optional.empty());
    }
    IngestLedger.Entry entry = ledger.begin(id, String.valueOf(path.getFileName()), now);
    return new SentFile(new FileVersion(id, entry.recordedAt()), Optional.of(entry));
  }

  /** Tells that it is not the first time. */
  void tell(Screen screen) {
    before.ifPresent(
        entry -> {
          switch (entry) {
            case IngestLedger.Entry.First _ -> {}
            case IngestLedger.Entry.Begun(var at) ->
                screen.say(
                    ("this file was begun at %s and is not finished, or still being sent: it is sent"
                            + " from the start, what has arrived stays as it is")
                        .formatted(at));
            case IngestLedger.Entry.Finished(var at) ->
                screen.say(
                    ("this file was sent at %s: sent again, it changes nothing, and values"
                            + " recorded since then stay (--recorded-at now makes it win)")
                        .formatted(at));
          }
        });
  }

  boolean sentBefore() {
    return before.filter(IngestLedger.Entry.Finished.class::isInstance).isPresent();
  }

  private static Instant instant(String text, Instant now) {
    if (text.equals("now")) {
      return now.truncatedTo(ChronoUnit.MILLIS);
    }
    try {
      Instant at = Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
      if (at.isAfter(now.plus(1, ChronoUnit.DAYS))) {
        throw new CommandFailed(
            ExitCode.USAGE, "--recorded-at must not be in the future, got " + text);
      }
      return at;
    } catch (DateTimeParseException e) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "--recorded-at must be now or like 2025-03-30T12:00:00Z, got '%s'".formatted(text));
    }
  }
}
