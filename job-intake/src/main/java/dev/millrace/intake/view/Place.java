package dev.millrace.intake.view;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;

/** A job's place in the list, newest first; the id decides between jobs of one instant. */
public record Place(Instant createdAt, String jobId) implements Comparable<Place> {

  private static final Comparator<Place> NEWEST_FIRST =
      Comparator.comparing(Place::createdAt).thenComparing(Place::jobId).reversed();

  @Override
  public int compareTo(Place other) {
    return NEWEST_FIRST.compare(this, other);
  }

  /** The place as a word for clients, who need not understand it. */
  public String cursor() {
    String text = createdAt.toEpochMilli() + ":" + jobId;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The place that such a word means; empty when it means none. */
  public static Optional<Place> of(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int colon = text.indexOf(':');
      return colon < 1
          ? Optional.empty()
          : Optional.of(
              new Place(
                  Instant.ofEpochMilli(Long.parseLong(text.substring(0, colon))),
                  text.substring(colon + 1)));
    } catch (IllegalArgumentException | DateTimeException _) {
      // Clients send what they like; a word that is no cursor is an answer, not a failure.
      return Optional.empty();
    }
  }
}
