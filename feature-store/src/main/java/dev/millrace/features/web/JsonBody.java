package dev.millrace.features.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.platform.web.ProblemException;
import dev.millrace.platform.web.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request's body, read strictly: what breaks a rule is complained of and read as if
 * it were absent, and what nobody has asked for is unknown. All complaints are told at once.
 */
final class JsonBody {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final ObjectNode object;
  private final SortedSet<String> asked = new TreeSet<>();
  private final List<Violation> complaints = new ArrayList<>();

  private JsonBody(ObjectNode object) {
    this.object = object;
  }

  /** The object that the body holds, or the problem that it holds none. */
  static JsonBody of(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw ProblemException.invalid("", "must be a JSON object", "the body is empty");
    }
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return new JsonBody(object);
      }
      throw ProblemException.invalid("", "must be a JSON object", "the body is not a JSON object");
    } catch (JsonProcessingException e) {
      throw ProblemException.invalid(
          "", "must be valid JSON", "the body is not valid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory could not be read", e);
    }
  }

  /** A text that must be there. */
  String text(String name) {
    Optional<String> text = optionalText(name);
    if (text.isEmpty() && get(name).isMissingNode()) {
      complain(name, "must be given", name + " is missing");
    }
    return text.orElse("");
  }

  /** A text that may be absent, but not blank. */
  Optional<String> optionalText(String name) {
    JsonNode node = get(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    if (!node.isTextual() || node.textValue().isBlank()) {
      wrong(name, "must be a string that is not blank", node);
      return Optional.empty();
    }
    return Optional.of(node.textValue());
  }

  /** A whole number within bounds. */
  int whole(String name, int absent, int least, int most) {
    JsonNode node = get(name);
    if (node.isMissingNode()) {
      return absent;
    }
    boolean fits = node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToInt();
    if (!fits || node.intValue() < least || node.intValue() > most) {
      wrong(name, "must be a whole number from %d to %d".formatted(least, most), node);
      return absent;
    }
    return node.intValue();
  }

  /** Texts, at least one. */
  List<String> texts(String name, int most) {
    JsonNode node = get(name);
    if (!node.isArray() || node.isEmpty() || node.size() > most) {
      complain(
          name,
          "must be a list of 1 to %d strings".formatted(most),
          node.isArray()
              ? "%s has %d elements".formatted(name, node.size())
              : node.isMissingNode() ? name + " is missing" : name + " is no list");
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      JsonNode element = node.get(i);
      if (element.isTextual() && !element.textValue().isBlank()) {
        texts.add(element.textValue());
      } else {
        wrong("%s[%d]".formatted(name, i), "must be a string that is not blank", element);
      }
    }
    return texts;
  }

  /** An instant in milliseconds; a plain date is its first moment in UTC. */
  Optional<Instant> instant(String name) {
    JsonNode node = get(name);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    try {
      String text = node.textValue();
      if (text != null) {
        Instant time =
            text.contains("T")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Optional.of(time.truncatedTo(ChronoUnit.MILLIS));
      }
      wrong(name, "must be an ISO-8601 date such as 2025-01-31 or 2025-01-31T08:00:00Z", node);
    } catch (DateTimeException _) {
      wrong(name, "must be an ISO-8601 date such as 2025-01-31 or 2025-01-31T08:00:00Z", node);
    }
    return Optional.empty();
  }

  void complain(String field, String rule, String message) {
    complaints.add(new Violation(field, rule, message));
  }

  /** Throws the problem with all that was complained of, and with every unknown field. */
  void refuseIfWrong() {
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                complain(
                    name,
                    "is unknown",
                    "there is no field %s; known are %s".formatted(name, String.join(", ", asked)));
              }
            });
    if (!complaints.isEmpty()) {
      throw ProblemException.invalid(complaints);
    }
  }

  private void wrong(String field, String rule, JsonNode got) {
    complain(field, rule, "%s %s, got %s".formatted(field, rule, got));
  }

  private JsonNode get(String name) {
    asked.add(name);
    JsonNode node = object.path(name);
    return node.isNull() ? MissingNode.getInstance() : node;
  }
}
