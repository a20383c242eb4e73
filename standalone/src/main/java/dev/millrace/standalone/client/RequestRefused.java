package dev.millrace.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The server answered with an error; the message says which field broke which rule. */
public final class RequestRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  RequestRefused(int status, JsonNode problem) {
    super(message(status, problem));
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  private static String message(int status, JsonNode problem) {
    List<String> lines = new ArrayList<>();
    for (JsonNode violation : problem.path("violations")) {
      lines.add(violation.path("message").asText());
    }
    if (lines.isEmpty()) {
      lines.add(problem.path("detail").asText(problem.path("title").asText("status " + status)));
    }
    return String.join("\n", lines);
  }
}
