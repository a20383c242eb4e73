package dev.millrace.features.online;

import dev.millrace.features.series.Versions;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;

/** Where everything that was ever recorded is kept. */
@FunctionalInterface
public interface SeriesSource {

  /**
   * All versions of all variables of these series, by variable; whatever was written to the topic
   * before the call is among them. A series that nobody knows has no variable.
   */
  Map<SeriesKey, SortedMap<String, Versions>> load(Collection<SeriesKey> wanted);
}
