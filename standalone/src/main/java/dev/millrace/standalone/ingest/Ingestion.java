package dev.millrace.standalone.ingest;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What an ingestion did, counted honestly; grows row by row. */
public final class Ingestion {
  private static final int SHOWN = 20;
  private static final int RECENT = 48;

  /** A row that was not sent, and why. */
  public record Refusal(long line, String reason) {}

  private final List<Refusal> refusals = new ArrayList<>();
  private final SortedSet<String> series = new TreeSet<>();
  private final Map<String, Deque<Double>> recent = new HashMap<>();
  private long rows;
  private long blank;
  private long values;
  private long refused;
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  /** A row was sent with these values by variable. */
  public void sent(String ofSeries, Instant observedAt, Map<String, Double> byVariable) {
    rows++;
    if (byVariable.isEmpty()) {
      blank++;
      return;
    }
    values += byVariable.size();
    byVariable.forEach(this::remember);
    series.add(ofSeries);
    first = first.filter(known -> known.isBefore(observedAt)).or(() -> Optional.of(observedAt));
    last = last.filter(known -> known.isAfter(observedAt)).or(() -> Optional.of(observedAt));
  }

  private void remember(String variable, double value) {
    Deque<Double> latest = recent.computeIfAbsent(variable, _ -> new ArrayDeque<>());
    latest.addLast(value);
    if (latest.size() > RECENT) {
      latest.removeFirst();
    }
  }

  /** The last values of a variable, in the order in which they were sent. */
  public List<Double> recent(String variable) {
    return List.copyOf(recent.getOrDefault(variable, new ArrayDeque<>()));
  }

  public void refused(long line, String reason) {
    rows++;
    refused++;
    if (refusals.size() < SHOWN) {
      refusals.add(new Refusal(line, reason));
    }
  }

  /** Rows read below the header. */
  public long rows() {
    return rows;
  }

  /** Values that the broker has. */
  public long values() {
    return values;
  }

  /** Rows without a single value. */
  public long blankRows() {
    return blank;
  }

  public long refusedRows() {
    return refused;
  }

  /** The first refused rows. */
  public List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  public List<String> series() {
    return List.copyOf(series);
  }

  public Optional<Instant> first() {
    return first;
  }

  public Optional<Instant> last() {
    return last;
  }
}
