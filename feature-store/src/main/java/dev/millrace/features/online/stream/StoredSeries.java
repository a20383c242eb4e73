package dev.millrace.features.online.stream;

import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.dataset.stream.Barrier;
import dev.millrace.features.dataset.stream.StoppedException;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.online.SeriesKey;
import dev.millrace.features.online.SeriesSource;
import dev.millrace.features.online.SeriesUnavailable;
import dev.millrace.features.series.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jdbi.v3.core.JdbiException;

/** Loads series from the database, once all that is on the topic is in it. */
final class StoredSeries implements SeriesSource {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Also what nobody should know yet, for the sender's clock is ahead: its time will come. */
  private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Barrier barrier;
  private final MeasurementQueries queries;

  StoredSeries(Barrier barrier, MeasurementQueries queries) {
    this.barrier = barrier;
    this.queries = queries;
  }

  @Override
  public Map<SeriesKey, SortedMap<String, Versions>> load(Collection<SeriesKey> wanted) {
    try {
      if (!barrier.await("online features", PATIENCE)) {
        throw new SeriesUnavailable("measurements on the topic are not in the database yet");
      }
      Map<SeriesKey, SortedMap<String, Versions>> loaded = new HashMap<>();
      wanted.stream()
          .collect(Collectors.groupingBy(SeriesKey::tenant))
          .forEach((tenant, keys) -> loaded.putAll(read(tenant, keys)));
      return loaded;
    } catch (JdbiException | KafkaException | StoppedException e) {
      throw new SeriesUnavailable("measurements cannot be read now: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SeriesUnavailable("the request was interrupted", e);
    }
  }

  private Map<SeriesKey, SortedMap<String, Versions>> read(String tenant, List<SeriesKey> keys) {
    return queries.asOf(
        tenant,
        EVER,
        view -> keys.stream().collect(Collectors.toMap(key -> key, key -> read(view, key))));
  }

  private static SortedMap<String, Versions> read(MeasurementView view, SeriesKey key) {
    SortedMap<String, Versions> variables = new TreeMap<>();
    for (String variable : view.variablesOf(key.series())) {
      variables.put(variable, view.versions(key.series(), variable, TimeRange.ALL));
    }
    return variables;
  }
}
