package dev.millrace.intake.stream;

import dev.millrace.events.RetrainingPolicy;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts policies under their tenant and feature set. A deletion carries neither, and a change may
 * carry another feature set than before, so the last version of each policy is kept: where it was,
 * it is withdrawn. A withdrawn policy travels as one without a job.
 */
final class RoutePolicy
    extends ContextualProcessor<String, Optional<RetrainingPolicy>, String, RetrainingPolicy> {

  static final String STORE = "policies-by-name";

  private @Nullable KeyValueStore<String, RetrainingPolicy> known;

  @Override
  public void init(ProcessorContext<String, RetrainingPolicy> context) {
    super.init(context);
    known = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<String, Optional<RetrainingPolicy>> record) {
    KeyValueStore<String, RetrainingPolicy> store = Objects.requireNonNull(known);
    RetrainingPolicy before = store.get(record.key());
    RetrainingPolicy now = record.value().orElse(null);
    if (before != null && (now == null || !placeOf(before).equals(placeOf(now)))) {
      forward(record, RetrainingPolicy.newBuilder(before).setJob(null).build());
    }
    if (now != null) {
      forward(record, now);
    }
    store.put(record.key(), now);
  }

  private void forward(Record<String, ?> record, RetrainingPolicy policy) {
    context()
        .forward(
            new Record<>(
                placeOf(policy),
                policy,
                Math.min(record.timestamp(), context().currentSystemTimeMs()),
                record.headers()));
  }

  private static String placeOf(RetrainingPolicy policy) {
    return PolicyTopology.watchOf(policy.getTenantId(), policy.getFeatureSet());
  }
}
