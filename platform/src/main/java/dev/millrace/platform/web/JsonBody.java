package dev.millrace.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's body as a tree, strictly: a name twice or a word too much is no JSON of ours.
 */
public final class JsonBody {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonBody() {}

  /** The fields of the object that the body holds, or the problem that it holds none. */
  public static Fields fields(byte @Nullable [] body) {
    return Fields.of(object(body));
  }

  /** The object that the body holds, or the problem that it holds none. */
  public static ObjectNode object(byte @Nullable [] body) {
    if (body == null || body.length == 0) {
      throw ProblemException.invalid("", "must be a JSON object", "the body is empty");
    }
    try {
      JsonNode tree = JSON.readTree(body);
      if (tree instanceof ObjectNode object) {
        return object;
      }
      throw ProblemException.invalid(
          "",
          "must be a JSON object",
          "the body holds no JSON object but a JSON "
              + tree.getNodeType().name().toLowerCase(Locale.ROOT));
    } catch (JsonProcessingException e) {
      throw invalid(e);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory could not be read", e);
    }
  }

  private static ProblemException invalid(JsonProcessingException e) {
    var where = e.getLocation();
    return ProblemException.invalid(
        "",
        "must be valid JSON",
        "the body is not valid JSON: %s%s"
            .formatted(
                e.getOriginalMessage(),
                where == null
                    ? ""
                    : " (line %d, column %d)".formatted(where.getLineNr(), where.getColumnNr())));
  }
}
