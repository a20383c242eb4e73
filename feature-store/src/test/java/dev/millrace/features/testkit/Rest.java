package dev.millrace.features.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Somebody who uses the service by HTTP. */
public final class Rest implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  public Rest(int port) {
    base = "http://127.0.0.1:" + port;
  }

  /** The answer, which must have this status. */
  public JsonNode get(String path, int status) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).build(), status);
  }

  /** The answer to a body, which must have this status. */
  public JsonNode post(String path, String body, int status)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        status);
  }

  /** The answer to a definition, which must have this status. */
  public JsonNode put(String path, String yaml, int status)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("content-type", "application/yaml")
            .PUT(HttpRequest.BodyPublishers.ofString(yaml))
            .build(),
        status);
  }

  private JsonNode send(HttpRequest request, int status) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }

  @Override
  public void close() {
    client.close();
  }
}
