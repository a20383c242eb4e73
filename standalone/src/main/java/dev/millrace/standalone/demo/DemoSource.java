package dev.millrace.standalone.demo;

import dev.millrace.standalone.demo.DemoLoad.Hour;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Measurement;
import dev.millrace.standalone.ingest.Source;
import dev.millrace.standalone.ingest.Upstream;
import dev.millrace.standalone.terminal.Screen;
import java.util.List;
import java.util.Map;

/** The made-up utility as an upstream system. */
public final class DemoSource implements Source {
  private static final int SHOW_EVERY = 500;

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
    for (Hour hour : hours) {
      upstream.send(
          new Measurement(tenant, series, variable, hour.at(), hour.load()), "kW", "millrace demo");
      done.sent(series, hour.at(), Map.of(variable, hour.load()));
      if (done.rows() % SHOW_EVERY == 0) {
        Source.show(screen, series, Math.min(done.rows(), hours.size() - 1L), hours.size());
      }
    }
    upstream.awaitSent();
    Source.show(screen, series, hours.size(), hours.size());
    screen.settle();
    return done;
  }
}
