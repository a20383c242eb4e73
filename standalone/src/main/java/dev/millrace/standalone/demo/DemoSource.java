package dev.millrace.standalone.demo;

import dev.millrace.standalone.demo.DemoLoad.Hour;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Measurement;
import dev.millrace.standalone.ingest.Progress;
import dev.millrace.standalone.ingest.Source;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.terminal.Screen;
import java.util.List;

/** The made-up utility as an upstream system. */
public final class DemoSource implements Source {
  private final String series;
  private final String variable;
  private final List<Hour> hours;

  public DemoSource(String series, String variable, List<Hour> hours) {
    this.series = series;
    this.variable = variable;
    this.hours = List.copyOf(hours);
  }

  @Override
  public Ingestion send(String tenant, Upstream upstream, Screen screen) {
    Ingestion done = new Ingestion();
    Progress progress = new Progress(screen, series);
    for (Hour hour : hours) {
      upstream.send(
          new Measurement(tenant, series, variable, hour.at(), hour.load()), "kW", "millrace demo");
      done.value(variable, hour.load());
      done.row(series, hour.at());
      progress.at(done.rows(), (double) done.rows() / hours.size());
    }
    upstream.awaitSent();
    progress.done(done.rows());
    return done;
  }
}
