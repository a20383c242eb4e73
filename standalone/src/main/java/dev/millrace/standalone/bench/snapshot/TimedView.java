package dev.millrace.standalone.bench.snapshot;

import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.SeriesData;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Adds up what reading takes. */
final class TimedView implements MeasurementView {

  private final MeasurementView view;
  private Phase spent = new Phase(Duration.ZERO, Duration.ZERO);

  TimedView(MeasurementView view) {
    this.view = view;
  }

  Phase spent() {
    return spent;
  }

  @Override
  public Observations observations(String series, String variable, TimeRange range) {
    return timed(() -> view.observations(series, variable, range));
  }

  /** What is done with what was found does not count. */
  @Override
  public void findAll(String variable, List<Stretch> wanted, Consumer<SeriesData> found) {
    Phase[] used = {new Phase(Duration.ZERO, Duration.ZERO)};
    Stopwatch all = new Stopwatch();
    view.findAll(
        variable,
        wanted,
        data -> {
          Stopwatch use = new Stopwatch();
          found.accept(data);
          used[0] = used[0].plus(use.lap());
        });
    spent = spent.plus(all.lap().minus(used[0]));
  }

  @Override
  public Versions versions(String series, String variable, TimeRange range) {
    return timed(() -> view.versions(series, variable, range));
  }

  @Override
  public List<String> seriesWith(String variable) {
    return timed(() -> view.seriesWith(variable));
  }

  @Override
  public List<String> variablesOf(String series) {
    return timed(() -> view.variablesOf(series));
  }

  @Override
  public Map<String, Instant> retainedFrom(String series) {
    return timed(() -> view.retainedFrom(series));
  }

  private <T> T timed(Supplier<T> reading) {
    Stopwatch watch = new Stopwatch();
    T read = reading.get();
    spent = spent.plus(watch.lap());
    return read;
  }
}
