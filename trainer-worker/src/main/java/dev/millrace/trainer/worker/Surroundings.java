package dev.millrace.trainer.worker;

import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;

/** What a worker is connected to. */
record Surroundings(
    KafkaClients clients,
    EventCodec codec,
    EventPublisher publisher,
    ObjectStore store,
    MeterRegistry meters,
    InstantSource clock) {}
