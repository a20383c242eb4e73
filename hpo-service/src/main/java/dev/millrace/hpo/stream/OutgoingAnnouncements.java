package dev.millrace.hpo.stream;

import dev.millrace.platform.kafka.Trace;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Sends announcements on under their job's key and in their job's trace: what a trial of one job
 * brings about may well concern another.
 */
final class OutgoingAnnouncements
    extends ContextualProcessor<String, Announced, String, SpecificRecord> {

  @Override
  public void process(Record<String, Announced> record) {
    for (SpecificRecord announcement : record.value().announcements()) {
      String job = jobOf(announcement);
      RecordHeaders headers = new RecordHeaders();
      Trace.ensure(headers, job);
      context().forward(new Record<>(job, announcement, record.timestamp(), headers));
    }
  }

  private static String jobOf(SpecificRecord announcement) {
    return announcement.get(announcement.getSchema().getField("job_id").pos()).toString();
  }
}
