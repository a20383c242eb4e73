package dev.millrace.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A client of the front door, as anybody could write one. */
final class Front implements AutoCloseable {

  /** What came back. */
  record Answer(int status, String contentType, JsonNode json) {}

  /** One event of a stream. */
  record Event(String name, JsonNode data) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final String base;

  Front(int port) {
    this.base = "http://127.0.0.1:" + port;
  }

  Answer get(String path) throws Exception {
    return send("GET", path, BodyPublishers.noBody());
  }

  Answer delete(String path) throws Exception {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  Answer post(String path, String body) throws Exception {
    return send("POST", path, BodyPublishers.ofString(body));
  }

  Answer put(String path, String body) throws Exception {
    return send("PUT", path, BodyPublishers.ofString(body));
  }

  private Answer send(String method, String path, BodyPublisher body) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .method(method, body)
                .build(),
            BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        JSON.readTree(response.body()));
  }

  /** Reads a stream of events until the server ends it, and says when it has begun. */
  List<Event> events(String path, Runnable begun) throws IOException, InterruptedException {
    HttpResponse<Stream<String>> response =
        client.send(
            HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/event-stream")
                .build(),
            BodyHandlers.ofLines());
    List<Event> events = new ArrayList<>();
    String name = "";
    for (String line : (Iterable<String>) response.body()::iterator) {
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:")) {
        events.add(new Event(name, JSON.readTree(line.substring("data:".length()))));
        begun.run();
      }
    }
    return events;
  }

  @Override
  public void close() {
    // A watcher that a failed test left behind would be waited for.
    client.shutdownNow();
    client.close();
  }
}
