package dev.millrace.platform.db;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A record that could be read, and the event in it. */
record ReadRecord(ConsumerRecord<String, byte[]> record, Arrived<? extends SpecificRecord> event) {

  /** Where reading goes on behind these. */
  static Map<TopicPartition, Long> behind(List<ReadRecord> batch) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (ReadRecord each : batch) {
      ConsumerRecord<String, byte[]> record = each.record();
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
    }
    return next;
  }
}
