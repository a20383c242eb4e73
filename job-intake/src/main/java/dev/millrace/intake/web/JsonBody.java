package dev.millrace.intake.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.platform.web.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as a tree, strictly: a name twice or a word too much is no JSON of ours.
 */
final class JsonBody {

  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  /** The object that the body holds, or the problem that it holds none. */
  static ObjectNode object(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw ProblemException.invalid("", "must be a JSON object", "the body is empty");
    }
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw ProblemException.invalid(
          "", "must be a JSON object", "the body holds a JSON " + Fields.typeOf(tree));
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw ProblemException.invalid(
          "",
          "must be valid JSON",
          "the body is not valid JSON: %s%s"
              .formatted(
                  e.getOriginalMessage(),
                  where == null
                      ? ""
                      : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr())));
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory could not be read", e);
    }
  }
}
