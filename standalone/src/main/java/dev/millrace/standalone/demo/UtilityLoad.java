package dev.millrace.standalone.demo;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The utility's hourly load with the weather, as a table. */
public record UtilityLoad(long seed, Instant start, int days) implements MadeUpData {

  @Override
  public List<String> header() {
    return List.of("time", "load_kw", "temperature_c");
  }

  @Override
  public Stream<String> rows() {
    return DemoLoad.hours(seed, start, 24 * days).stream()
        .map(hour -> "%s,%s,%s".formatted(hour.at(), hour.load(), hour.temperature()));
  }

  @Override
  public List<Label> labels() {
    return List.of();
  }
}
