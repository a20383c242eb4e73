package dev.millrace.registry.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

/** A place in a log: between the line of this time and event and the next. */
public record Position(Instant time, String eventId) {

  /** Before every line. */
  public static final Position START = new Position(Instant.EPOCH, "");

  /** The text by which a client asks for what comes after. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((time + " " + eventId).getBytes(UTF_8));
  }

  /** Reads a cursor; empty when it is none of ours. */
  public static Optional<Position> parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), UTF_8);
      int space = text.indexOf(' ');
      return space < 0
          ? Optional.empty()
          : Optional.of(
              new Position(Instant.parse(text.substring(0, space)), text.substring(space + 1)));
    } catch (IllegalArgumentException | DateTimeParseException noCursor) {
      return Optional.empty();
    }
  }
}
