package dev.millrace.platform.db;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How far a consumer has got, kept beside the rows it has written. */
public final class Offsets {
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS consumer_offset (
        consumer    text   NOT NULL,
        topic       text   NOT NULL,
        part        int    NOT NULL,
        next_offset bigint NOT NULL,
        PRIMARY KEY (consumer, topic, part))
      """;

  private static final String ADVANCE =
      """
      INSERT INTO consumer_offset AS o (consumer, topic, part, next_offset)
      VALUES (:consumer, :topic, :part, :next)
      ON CONFLICT (consumer, topic, part) DO UPDATE SET next_offset = excluded.next_offset
      WHERE o.next_offset = :expected
      """;

  private static final String ALL =
      "SELECT topic, part, next_offset FROM consumer_offset WHERE consumer = :consumer";

  private final Jdbi jdbi;
  private final String consumer;

  public Offsets(Jdbi jdbi, String consumer) {
    this.jdbi = jdbi;
    this.consumer = consumer;
  }

  void createTable() {
    jdbi.useHandle(handle -> handle.execute(CREATE));
  }

  /** The next offset of every partition that has got anywhere. */
  public Map<TopicPartition, Long> all() {
    return jdbi.withHandle(
        handle -> {
          Map<TopicPartition, Long> offsets = new HashMap<>();
          handle
              .createQuery(ALL)
              .bind("consumer", consumer)
              .map(
                  (row, context) ->
                      Map.entry(
                          new TopicPartition(row.getString("topic"), row.getInt("part")),
                          row.getLong("next_offset")))
              .forEach(entry -> offsets.put(entry.getKey(), entry.getValue()));
          return offsets;
        });
  }

  /**
   * Moves a partition on, inside the transaction that writes its rows.
   *
   * @throws StaleAssignmentException when another process has moved it meanwhile
   */
  void advance(Handle handle, TopicPartition partition, long expected, long next) {
    int moved =
        handle
            .createUpdate(ADVANCE)
            .bind("consumer", consumer)
            .bind("topic", partition.topic())
            .bind("part", partition.partition())
            .bind("expected", expected)
            .bind("next", next)
            .execute();
    if (moved != 1) {
      throw new StaleAssignmentException(partition);
    }
  }

  /** Another process has taken the partition over; what was read must be read again. */
  static final class StaleAssignmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StaleAssignmentException(TopicPartition partition) {
      super("another process has written the rows of " + partition);
    }
  }
}
