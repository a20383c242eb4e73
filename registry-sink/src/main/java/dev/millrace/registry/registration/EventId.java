package dev.millrace.registry.registration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.topics.Topic;
import java.util.UUID;

/** Ids that follow from what an event says, so that writing it twice is recognisably once. */
final class EventId {
  private EventId() {}

  /** The id of the one event of this topic about this thing. */
  static String of(Topic<?> topic, String about) {
    return UUID.nameUUIDFromBytes((topic.name() + "/" + about).getBytes(UTF_8)).toString();
  }
}
