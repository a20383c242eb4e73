package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.ingest.Ingestion;
import dev.millrace.standalone.ingest.Refusals;
import dev.millrace.standalone.terminal.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an ingestion did, for people and for programs. */
final class IngestReport {
  private static final int SERIES_SHOWN = 5;

  private final String reading;
  private final SentFile file;
  private final Ingestion done;
  private final Refusals refusals;
  private final Duration spent;

  IngestReport(String reading, SentFile file, Ingestion done, Refusals refusals, Duration spent) {
    this.reading = reading;
    this.file = file;
    this.done = done;
    this.refusals = refusals;
    this.spent = spent;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    long withValues = done.rows() - refusals.count() - done.blankRows() - done.rowsOfOtherSeries();
    lines.add(
        "sent %s from %s of %s in %s"
            .formatted(
                Words.count(done.values(), "value"),
                Words.count(withValues, "row"),
                Words.count(done.rows()),
                Words.duration(spent)));
    if (done.values() > 0) {
      lines.add(
          "series %s, %s to %s, recorded at %s"
              .formatted(
                  series(),
                  done.first().orElseThrow(),
                  done.last().orElseThrow(),
                  file.version().recordedAt()));
    }
    if (done.blankRows() > 0) {
      lines.add(Words.count(done.blankRows(), "row") + " without a value");
    }
    if (done.rowsOfOtherSeries() > 0) {
      lines.add(Words.count(done.rowsOfOtherSeries(), "row") + " of other series: not asked for");
    }
    lines.addAll(done.remarks());
    lines.addAll(refused());
    return lines;
  }

  private String series() {
    List<String> names = done.series();
    int more = names.size() - SERIES_SHOWN;
    return String.join(", ", names.subList(0, Math.min(SERIES_SHOWN, names.size())))
        + (more > 0 ? " and %s more".formatted(Words.count(more)) : "");
  }

  private List<String> refused() {
    List<String> lines = new ArrayList<>();
    if (refusals.count() > 0) {
      lines.add(
          Words.count(refusals.count(), "row")
              + " refused"
              + (done.duplicateRows() > 0
                  ? ", %s a series and time that an earlier row has"
                      .formatted(Words.count(done.duplicateRows()))
                  : "")
              + ":");
      refusals
          .first()
          .forEach(
              refusal -> lines.add("  line %d: %s".formatted(refusal.line(), refusal.reason())));
      long more = refusals.count() - refusals.first().size();
      if (more > 0) {
        lines.add("  and %s more; --rejects FILE writes them all".formatted(Words.count(more)));
      }
    }
    return lines;
  }

  ObjectNode json() {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("rows", done.rows());
    json.put("values_sent", done.values());
    json.put("seconds", spent.toMillis() / 1000.0);
    json.put("blank_rows", done.blankRows());
    json.put("other_series_rows", done.rowsOfOtherSeries());
    json.put("duplicate_rows", done.duplicateRows());
    json.put("refused_rows", refusals.count());
    ArrayNode refused = json.putArray("refused");
    refusals
        .first()
        .forEach(
            refusal ->
                refused.addObject().put("line", refusal.line()).put("reason", refusal.reason()));
    done.series().forEach(json.putArray("series")::add);
    json.put("first_observed_at", done.first().map(Object::toString).orElse(null));
    json.put("last_observed_at", done.last().map(Object::toString).orElse(null));
    json.put("recorded_at", file.version().recordedAt().toString());
    json.put("sent_before", file.sentBefore());
    json.put("reading", reading);
    done.remarks().forEach(json.putArray("remarks")::add);
    return json;
  }
}
