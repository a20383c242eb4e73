package dev.millrace.standalone.ingest;

import dev.millrace.features.measurement.MeasurementRules;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.MeasurementRows;
import dev.millrace.standalone.csv.Row;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Measurements in a file. */
public final class FileSource implements Source {
  private static final int LONGEST_NAME = 200;

  private final MeasurementFile file;
  private final String name;
  private final FileVersion version;
  private final Instant now;
  private final Refusals refusals;

  /**
   * Of a file.
   *
   * @param now when it is sent
   * @param refusals told of every row that is not sent
   */
  public FileSource(
      MeasurementFile file, Path path, FileVersion version, Instant now, Refusals refusals) {
    this.file = file;
    String full = String.valueOf(path.getFileName()).replaceAll("\\p{Cntrl}", "?");
    this.name = full.substring(0, Math.min(LONGEST_NAME, full.length()));
    this.version = version;
    this.now = now;
    this.refusals = refusals;
  }

  @Override
  public Ingestion send(String tenant, Upstream upstream, Screen screen) throws IOException {
    Ingestion done = new Ingestion();
    Progress progress = new Progress(screen, name);
    try (MeasurementRows rows = file.rows()) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        take(row.get(), tenant, upstream, done);
        progress.at(done.rows(), rows.share());
      }
      upstream.awaitSent();
      progress.done(done.rows());
      remark(rows, done);
      return done;
    } catch (UnusableFile e) {
      upstream.awaitSent();
      screen.settle();
      throw new IOException(
          "%s: %s; %s before it were sent"
              .formatted(name, e.getMessage(), Words.count(done.values(), "value")),
          e);
    }
  }

  private void take(Row row, String tenant, Upstream upstream, Ingestion done) throws IOException {
    switch (row) {
      case Row.Refused(var line, var reason) -> refuse(line, reason, done);
      case Row.OfAnotherSeries _ -> done.ofAnotherSeries();
      case Row.Values values when values.values().isEmpty() -> done.blank();
      case Row.Values values -> {
        Optional<String> broken = broken(values, tenant);
        if (broken.isPresent()) {
          refuse(values.line(), broken.get(), done);
        } else {
          send(values, tenant, upstream, done);
        }
      }
    }
  }

  private void refuse(long line, String reason, Ingestion done) throws IOException {
    refusals.add(line, reason);
    done.refused();
  }

  /** The rules of the store that takes them: what it would refuse is not sent. */
  private Optional<String> broken(Row.Values row, String tenant) {
    for (Row.Value value : row.values()) {
      Optional<String> broken =
          MeasurementRules.broken(
              new dev.millrace.features.measurement.Measurement(
                  tenant,
                  row.series(),
                  value.variable(),
                  row.observedAt(),
                  version.recordedAt(),
                  value.value(),
                  "",
                  name,
                  ""),
              now);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private void send(Row.Values row, String tenant, Upstream upstream, Ingestion done) {
    List<Row.Value> values = row.values();
    for (int i = 0; i < values.size(); i++) {
      Row.Value value = values.get(i);
      upstream.send(
          new Measurement(tenant, row.series(), value.variable(), row.observedAt(), value.value())
              .event(version.eventId(row.line(), i), now, version.recordedAt(), "", name));
      done.value(value.variable(), value.value());
    }
    done.row(row.series(), row.observedAt());
  }

  private void remark(MeasurementRows rows, Ingestion done) {
    done.duplicates(rows.duplicates());
    if (rows.rowsOfARepeatedHour() > 0) {
      done.remark(
          Words.count(rows.rowsOfARepeatedHour(), "row")
              + " of hours that the clocks showed twice: told apart by their order in the file");
    }
    if (rows.rowsWithoutTheOffsetOfOthers() > 0) {
      done.remark(
          Words.count(rows.rowsWithoutTheOffsetOfOthers(), "row")
              + " without the offset that others have: taken as "
              + file.zone());
    }
    if (rows.cellsPassedOver() > 0) {
      done.remark(
          Words.count(rows.cellsPassedOver(), "cell")
              + " with text in columns that are empty at first: not sent");
    }
    if (rows.mayHaveMissedDuplicates()) {
      done.remark(
          "the times are too irregular to find every row that stands"
              + " there twice; of those, too, the first counts");
    }
  }
}
