package dev.millrace.hpo.stream;

import dev.millrace.hpo.pool.PoolEvent;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event of a pool, with what the world hears of it.
 *
 * @param announcements public events, in order; none when the event comes out of the journal, since
 *     they were made when it happened
 */
record Announced(PoolEvent event, List<SpecificRecord> announcements) {

  Announced {
    announcements = List.copyOf(announcements);
  }

  static Announced remembered(PoolEvent event) {
    return new Announced(event, List.of());
  }
}
