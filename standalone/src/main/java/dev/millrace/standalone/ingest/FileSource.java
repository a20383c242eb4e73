package dev.millrace.standalone.ingest;

import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.Row;
import dev.millrace.standalone.terminal.Screen;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Measurements in a file. */
public final class FileSource implements Source {
  private static final int SHOW_EVERY = 500;

  private final MeasurementFile file;
  private final String name;

  public FileSource(MeasurementFile file, Path path) {
    this.file = file;
    this.name = String.valueOf(path.getFileName());
  }

  @Override
  public Ingestion send(String tenant, Upstream upstream, Screen screen) throws IOException {
    Ingestion done = new Ingestion();
    long total = Math.max(1, file.lines() - 1);
    try (Stream<Row> rows = file.rows()) {
      rows.forEach(
          row -> {
            switch (row) {
              case Row.Refused refused -> done.refused(refused.line(), refused.reason());
              case Row.Values values -> send(tenant, values, upstream, done);
            }
            if (done.rows() % SHOW_EVERY == 0) {
              Source.show(screen, name, Math.min(done.rows(), total - 1), total);
            }
          });
    }
    upstream.awaitSent();
    Source.show(screen, name, done.rows(), done.rows());
    screen.settle();
    return done;
  }

  private void send(String tenant, Row.Values row, Upstream upstream, Ingestion done) {
    row.values()
        .forEach(
            (variable, value) ->
                upstream.send(
                    new Measurement(tenant, row.series(), variable, row.observedAt(), value),
                    "",
                    name));
    done.sent(row.series(), row.observedAt(), row.values());
  }
}
