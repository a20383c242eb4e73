package dev.millrace.features.measurement.stream;

import dev.millrace.events.MeasurementRecorded;
import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.measurement.MeasurementRules;
import dev.millrace.features.measurement.sql.MeasurementTable;
import dev.millrace.features.measurement.sql.RemovedTimeException;
import dev.millrace.features.measurement.sql.RemovedTimes;
import dev.millrace.platform.db.Arrived;
import dev.millrace.platform.db.ProjectionTarget;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Handle;

/** Writes {@code measurement-recorded} into the table of measurements. */
public final class MeasurementIngest implements ProjectionTarget {

  /** Consumer group, and the name under which the offsets are kept. */
  public static final String NAME = "feature-store-measurements";

  private final RemovedTimes removed;

  /**
   * @param removed what is refused, as of the last time somebody asked; the table itself knows best
   */
  public MeasurementIngest(RemovedTimes removed) {
    this.removed = removed;
  }

  @Override
  public Optional<String> refusal(Arrived<? extends SpecificRecord> event) {
    Measurement measurement = measurement(event);
    return MeasurementRules.broken(measurement, event.timestamp())
        .or(() -> removed.refusal(measurement));
  }

  @Override
  public void apply(Handle handle, List<Arrived<? extends SpecificRecord>> events) {
    try {
      MeasurementTable.write(handle, events.stream().map(MeasurementIngest::measurement).toList());
    } catch (RemovedTimeException e) {
      // Another process has removed it. The batch is read again, and now refused one by one.
      removed.refresh();
      throw e;
    }
  }

  private static Measurement measurement(Arrived<? extends SpecificRecord> event) {
    return measurement((MeasurementRecorded) event.value(), event.timestamp());
  }

  /**
   * An event as a measurement.
   *
   * @param arrived when its record was written
   */
  public static Measurement measurement(MeasurementRecorded recorded, Instant arrived) {
    Instant recordedAt = recorded.getRecordedAt();
    return new Measurement(
        recorded.getTenantId(),
        recorded.getSeries(),
        recorded.getVariable(),
        recorded.getObservedAt(),
        recordedAt.equals(Instant.EPOCH) ? arrived : recordedAt,
        recorded.getValue(),
        recorded.getUnit(),
        recorded.getSource(),
        recorded.getEventId());
  }
}
