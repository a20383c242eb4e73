package dev.millrace.hpo.stream;

import dev.millrace.hpo.codec.CommandCodec;
import dev.millrace.hpo.pool.PoolCommand;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Turns events into commands, and stamps them with the time of their arrival: leases are judged by
 * one clock, ours, not by those of the machines that write.
 */
final class ArrivingCommands
    extends ContextualProcessor<String, SpecificRecord, String, PoolCommand> {

  @Override
  public void process(Record<String, SpecificRecord> record) {
    context()
        .forward(
            record
                .withValue(CommandCodec.fromAvro(record.value()))
                .withTimestamp(context().currentSystemTimeMs()));
  }
}
