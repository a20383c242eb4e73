package dev.millrace.hpo.codec;

import dev.millrace.topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Ids of our events: made of what they say, so that a repeat is recognisably the same. */
final class EventIds {

  private EventIds() {}

  static String of(Topic<?> topic, Object... businessKey) {
    StringBuilder name = new StringBuilder(topic.name());
    for (Object part : businessKey) {
      name.append('/').append(part);
    }
    return UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}
