package dev.millrace.intake.stream;

import dev.millrace.intake.codec.PolicyCodec;
import dev.millrace.intake.policy.PolicyCommand;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** What events of policies and updates order; the time of writing belongs to the command. */
final class Commands extends ContextualFixedKeyProcessor<String, SpecificRecord, PolicyCommand> {

  @Override
  public void process(FixedKeyRecord<String, SpecificRecord> record) {
    Instant writtenAt = Instant.ofEpochMilli(record.timestamp());
    PolicyCommand command =
        switch (record.value()) {
          case dev.millrace.events.RetrainingPolicy policy ->
              PolicyCodec.read(policy)
                  .<PolicyCommand>map(read -> new PolicyCommand.Put(read, writtenAt))
                  .orElseGet(() -> new PolicyCommand.Withdraw(policy.getName()));
          case dev.millrace.events.DataUpdated update ->
              new PolicyCommand.Note(PolicyCodec.read(update, writtenAt));
          default ->
              throw new IllegalStateException(
                  "a policy or an update was expected, got " + record.value().getSchema());
        };
    context().forward(record.withValue(command));
  }
}
