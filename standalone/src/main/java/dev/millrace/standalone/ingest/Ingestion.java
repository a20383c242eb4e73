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
  private static final int RECENT = 48;

  /** A picture is drawn of one variable; nobody wants the last values of a hundred thousand. */
  private static final int MOST_REMEMBERED = 100;

  private final SortedSet<String> series = new TreeSet<>();
  private final Map<String, Deque<Double>> recent = new HashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private long rows;
  private long blank;
  private long values;
  private long others;
  private long duplicates;
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();
  private String latestSeries = "";

  /** A value was sent. */
  public void value(String variable, double value) {
    values++;
    Deque<Double> latest = recent.get(variable);
    if (latest == null) {
      if (recent.size() == MOST_REMEMBERED) {
        return;
      }
      latest = new ArrayDeque<>(RECENT + 1);
      recent.put(variable, latest);
    }
    latest.addLast(value);
    if (latest.size() > RECENT) {
      latest.removeFirst();
    }
  }

  /** A row was sent, all of its values. */
  public void row(String ofSeries, Instant observedAt) {
    rows++;
    if (!latestSeries.equals(ofSeries)) {
      series.add(ofSeries);
      latestSeries = ofSeries;
    }
    if (first.isEmpty() || observedAt.isBefore(first.get())) {
      first = Optional.of(observedAt);
    }
    if (last.isEmpty() || observedAt.isAfter(last.get())) {
      last = Optional.of(observedAt);
    }
  }

  /** A row has no value. */
  public void blank() {
    rows++;
    blank++;
  }

  /** A row was refused. */
  public void refused() {
    rows++;
  }

  /** A row is of a series that was not asked for. */
  public void ofAnotherSeries() {
    rows++;
    others++;
  }

  /** Something that a person should know about how the file was read. */
  public void remark(String sentence) {
    remarks.add(sentence);
  }

  /** So many of the refused rows have a series and time that another row has. */
  public void duplicates(long count) {
    duplicates = count;
  }

  /** The last values of a variable, in the order in which they were sent. */
  public List<Double> recent(String variable) {
    return List.copyOf(recent.getOrDefault(variable, new ArrayDeque<>()));
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

  /** Rows of series that were not asked for. */
  public long rowsOfOtherSeries() {
    return others;
  }

  public long duplicateRows() {
    return duplicates;
  }

  public List<String> remarks() {
    return List.copyOf(remarks);
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
