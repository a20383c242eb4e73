package dev.millrace.features.lineage;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topics;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The answers to jobs, as they were announced. */
public final class Reports {

  private static final String KEEP =
      """
      INSERT INTO dataset_report (job_id, tenant_id, answer) VALUES (:job, :tenant, :answer)
      ON CONFLICT (job_id) DO UPDATE SET answer = excluded.answer
      """;

  private final Jdbi jdbi;
  private final EventCodec codec;

  public Reports(Jdbi jdbi, EventCodec codec) {
    this.jdbi = jdbi;
    this.codec = codec;
  }

  /** Keeps an answer that is about to be announced; a repeated one replaces it. */
  public void keep(DatasetPrepared answer) {
    byte[] bytes = codec.encode(Topics.DATASET_PREPARED.name(), answer);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(KEEP)
                .bind("job", answer.getJobId())
                .bind("tenant", answer.getTenantId())
                .bind("answer", bytes)
                .execute());
  }

  /** The answer to a job. */
  public Optional<DatasetPrepared> find(String job) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT answer FROM dataset_report WHERE job_id = :job")
                    .bind("job", job)
                    .mapTo(byte[].class)
                    .findOne())
        .map(this::decoded);
  }

  private DatasetPrepared decoded(byte[] bytes) {
    return switch (codec.decode(Topics.DATASET_PREPARED, bytes)) {
      case Decoded.Value<DatasetPrepared>(var answer) -> answer;
      case Decoded.Deleted<DatasetPrepared> _ ->
          throw new IllegalStateException("a stored report is empty");
      case Decoded.Unreadable<DatasetPrepared>(var reason) ->
          throw new IllegalStateException("a stored report cannot be read: " + reason);
    };
  }
}
