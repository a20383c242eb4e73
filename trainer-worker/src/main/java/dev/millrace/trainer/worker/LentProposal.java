package dev.millrace.trainer.worker;

import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidRecordStateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A proposal that the broker has lent to a slot, until the slot acknowledges it. */
record LentProposal(
    ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> proposal) {
  private static final Logger LOG = LoggerFactory.getLogger(LentProposal.class);

  /** Whose it is after an acknowledgement. */
  enum Owner {
    US,
    /** The lock had run out: somebody else may have it. */
    OTHERS,
    UNKNOWN
  }

  Owner acknowledge(AcknowledgeType type) {
    consumer.acknowledge(proposal, type);
    for (Optional<KafkaException> result : consumer.commitSync().values()) {
      if (result.isPresent()) {
        LOG.atWarn()
            .setCause(result.get())
            .addKeyValue("offset", proposal.offset())
            .log("acknowledgement failed");
        return result.get() instanceof InvalidRecordStateException ? Owner.OTHERS : Owner.UNKNOWN;
      }
    }
    return Owner.US;
  }
}
