package dev.millrace.platform.kafka;

import dev.millrace.topics.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Headers;

/** What a record on a dead-letter topic says about itself, in headers. */
public final class DeadLetters {
  public static final String REASON = "millrace.reason";
  public static final String READER = "millrace.reader";
  public static final String TOPIC = "millrace.topic";
  public static final String PARTITION = "millrace.partition";
  public static final String OFFSET = "millrace.offset";

  private DeadLetters() {}

  /** Adds the cause to the headers of a dead letter. */
  public static void explain(
      Headers headers, String reader, String topic, int partition, long offset, String reason) {
    headers
        .add(REASON, bytes(reason))
        .add(READER, bytes(reader))
        .add(TOPIC, bytes(topic))
        .add(PARTITION, bytes(Integer.toString(partition)))
        .add(OFFSET, bytes(Long.toString(offset)));
  }

  /** Writes a record to the dead-letter topic of its topic and waits until it is safe there. */
  public static RecordMetadata publishAndWait(
      EventPublisher publisher,
      Topic<?> topic,
      ConsumerRecord<String, byte[]> record,
      String reader,
      String reason) {
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(
            topic.deadLetterName(), null, record.key(), record.value(), record.headers());
    explain(letter.headers(), reader, record.topic(), record.partition(), record.offset(), reason);
    return publisher.sendAndWait(letter);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
