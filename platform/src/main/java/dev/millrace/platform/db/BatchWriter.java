package dev.millrace.platform.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits batches, rows and offsets in one transaction, and knows how far that has got. Not for two
 * threads at once.
 */
final class BatchWriter {
  private static final Logger LOG = LoggerFactory.getLogger(BatchWriter.class);

  private final Jdbi jdbi;
  private final Offsets offsets;
  private final ProjectionTarget target;
  private final RecordReader reader;
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  BatchWriter(Jdbi jdbi, Offsets offsets, ProjectionTarget target, RecordReader reader) {
    this.jdbi = jdbi;
    this.offsets = offsets;
    this.target = target;
    this.reader = reader;
  }

  /** The next offset of every partition that is being read. */
  Map<TopicPartition, Long> positions() {
    return positions;
  }

  /** Takes the positions of partitions from the database, and says them. */
  Map<TopicPartition, Long> reset(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> known = offsets.all();
    partitions.forEach(partition -> positions.put(partition, known.getOrDefault(partition, 0L)));
    return positions;
  }

  /**
   * Writes a batch; what the database refuses for what is in it becomes a dead letter.
   *
   * @param next where reading goes on; may be further than the batch's own records say: behind the
   *     end of a transaction, or behind what retention has taken. Whoever waits for the end of a
   *     topic would else wait for ever
   */
  void write(List<ReadRecord> batch, Map<TopicPartition, Long> next) {
    try {
      commit(batch, next);
    } catch (JdbiException e) {
      if (!blamesTheData(e)) {
        throw e;
      }
      if (batch.size() > 1) {
        int half = batch.size() / 2;
        writePart(batch.subList(0, half));
        writePart(batch.subList(half, batch.size()));
      } else {
        batch.forEach(each -> bury(each.record(), String.valueOf(e.getMessage())));
      }
      commit(List.of(), next);
    }
  }

  private void writePart(List<ReadRecord> part) {
    write(part, ReadRecord.behind(part));
  }

  private void bury(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.atWarn()
        .addKeyValue("topic", record.topic())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", reason)
        .log("the database refuses a record, it goes to the dead letters");
    reader.bury(record, reason);
  }

  private void commit(List<ReadRecord> batch, Map<TopicPartition, Long> next) {
    List<Arrived<? extends SpecificRecord>> events = new ArrayList<>(batch.size());
    batch.forEach(each -> events.add(each.event()));
    jdbi.useTransaction(
        handle -> {
          if (!events.isEmpty()) {
            target.apply(handle, events);
          }
          next.forEach(
              (partition, to) ->
                  offsets.advance(handle, partition, positions.getOrDefault(partition, 0L), to));
        });
    positions.putAll(next);
  }

  /** SQL states 22 (data exception) and 23 (constraint violation): trying again is no use. */
  private static boolean blamesTheData(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
      }
    }
    return false;
  }
}
