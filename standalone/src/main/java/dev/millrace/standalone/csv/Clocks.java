package dev.millrace.standalone.csv;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The clocks of a zone. Of the hour that they show twice in autumn, the order of the file decides:
 * a series' first row with such a time is of the first pass, its second of the second one; in a
 * file that runs backwards it is the other way round.
 */
final class Clocks {
  private final ZoneId zone;
  private final ZoneRules rules;
  private final boolean backwards;
  private final Set<Shown> shown = new HashSet<>();
  private long twice;

  private record Shown(String series, LocalDateTime time) {}

  Clocks(ZoneId zone, boolean backwards) {
    this.zone = zone;
    this.rules = zone.getRules();
    this.backwards = backwards;
  }

  /** When the clocks showed the time to the series. */
  Instant at(String series, LocalDateTime time) throws UnreadableTime {
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    return switch (offsets.size()) {
      case 0 ->
          throw new UnreadableTime(
              time.toString(),
              "a time that the clocks of %s showed: they were put forward".formatted(zone),
              null);
      case 1 -> time.toInstant(offsets.getFirst());
      default -> {
        twice++;
        boolean first = shown.add(new Shown(series, time));
        yield time.toInstant(first == backwards ? offsets.getLast() : offsets.getFirst());
      }
    };
  }

  /** Rows with a time that the clocks showed twice. */
  long rowsOfARepeatedHour() {
    return twice;
  }
}
