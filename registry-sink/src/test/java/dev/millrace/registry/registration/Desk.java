package dev.millrace.registry.registration;

import dev.millrace.events.JobLog;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.ModelStageChanged;
import dev.millrace.events.RegistrationRefused;
import dev.millrace.events.StudyCompleted;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.testkit.InMemoryObjectStore;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import dev.millrace.registry.model.Patience;
import dev.millrace.registry.registration.Registrar.Waiting;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A registrar with all that it needs: a real database, a broker and an object store in memory. */
final class Desk {
  static final Instant START = Instant.parse("2026-03-01T12:00:05Z");

  final Database database;
  final InMemoryObjectStore store = new InMemoryObjectStore();
  final AvroEventCodec codec = new AvroEventCodec(new InMemorySchemaRegistry());
  MockProducer<String, byte[]> broker = broker(true);
  Instant now = START;

  Desk(Database database) {
    this.database = database;
  }

  static MockProducer<String, byte[]> broker(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), new ByteArraySerializer());
  }

  Registrar registrar() {
    var missing =
        new Patience(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofMinutes(10));
    var outage = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofHours(24));
    return new Registrar(
        database.jdbi(),
        codec,
        outbox(),
        new Artifacts(store),
        new Waiting(missing, outage),
        () -> now);
  }

  Outbox outbox() {
    return new Outbox(database.jdbi(), codec, new EventPublisher(broker, codec));
  }

  void enqueue(StudyCompleted... studies) {
    var queue = new RegistrationQueue(codec);
    database.jdbi().useTransaction(handle -> queue.add(handle, List.of(studies)));
  }

  /** Works until nothing is due any more, and sends what came of it. */
  void work() {
    Registrar registrar = registrar();
    while (registrar.step()) {
      // Every step is one registration.
    }
    send();
  }

  void send() {
    Outbox outbox = outbox();
    while (outbox.send() > 0) {
      // Every call sends a hundred.
    }
  }

  List<ModelRegistered> registered() {
    return sent(Topics.MODEL_REGISTERED).toList();
  }

  List<ModelStageChanged> stageChanges() {
    return sent(Topics.MODEL_STAGE_CHANGED).toList();
  }

  List<RegistrationRefused> refused() {
    return sent(Topics.REGISTRATION_REFUSED).toList();
  }

  List<JobLog> log() {
    return sent(Topics.JOB_LOG).toList();
  }

  private <T extends SpecificRecord> Stream<T> sent(Topic<T> topic) {
    return broker.history().stream()
        .filter(message -> message.topic().equals(topic.name()))
        .map(message -> read(topic, message.value()));
  }

  private <T extends SpecificRecord> T read(Topic<T> topic, byte[] bytes) {
    return switch (codec.decode(topic, bytes)) {
      case Decoded.Value<T>(var value) -> value;
      case Decoded.Deleted<T> _, Decoded.Unreadable<T> _ ->
          throw new AssertionError("unreadable event on " + topic.name());
    };
  }
}
