package dev.millrace.platform.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.Schema;

/** Client of the Confluent schema registry's REST API; thread-safe, caches what never changes. */
public final class HttpSchemaRegistry implements SchemaRegistry, AutoCloseable {
  private static final String JSON = "application/vnd.schemaregistry.v1+json";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private record Registered(String subject, Schema schema) {}

  private final RegistrySettings settings;
  private final String base;
  private final HttpClient http;
  private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();
  private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

  public HttpSchemaRegistry(RegistrySettings settings) {
    this.settings = settings;
    this.base = settings.url().replaceAll("/+$", "");
    this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
  }

  @Override
  public int idOf(String subject, Schema schema) {
    Registered key = new Registered(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = ask(key);
    ids.put(key, id);
    schemas.put(id, schema);
    return id;
  }

  private int ask(Registered key) {
    String path = "/subjects/" + URLEncoder.encode(key.subject(), StandardCharsets.UTF_8);
    String target = settings.autoRegister() ? path + "/versions" : path;
    String body = MAPPER.createObjectNode().put("schema", key.schema().toString()).toString();
    HttpResponse<String> answer =
        send("POST", target, BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (answer.statusCode() != 200) {
      throw new RegistryException(
          "the schema registry refused %s for subject %s: %s"
              .formatted(key.schema().getFullName(), key.subject(), explain(answer)));
    }
    return tree(answer).path("id").intValue();
  }

  @Override
  public Optional<Schema> byId(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    HttpResponse<String> answer = send("GET", "/schemas/ids/" + id, BodyPublishers.noBody());
    if (answer.statusCode() == 404) {
      return Optional.empty();
    }
    if (answer.statusCode() != 200) {
      throw new RegistryException("schema id " + id + ": " + explain(answer));
    }
    Schema schema = new Schema.Parser().parse(tree(answer).path("schema").textValue());
    schemas.put(id, schema);
    return Optional.of(schema);
  }

  /** Sends, and sends again while the registry is out of reach or says 5xx. */
  private HttpResponse<String> send(String method, String path, BodyPublisher body) {
    HttpRequest request = request(method, path, body);
    long deadline = System.nanoTime() + settings.patience().toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      String complaint;
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() < 500) {
          return answer;
        }
        complaint = explain(answer);
      } catch (IOException e) {
        complaint = String.valueOf(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RegistryException("interrupted while asking " + request.uri(), e);
      }
      if (System.nanoTime() + pause.toNanos() > deadline) {
        throw new RegistryException(
            "the schema registry at %s does not answer: %s".formatted(base, complaint));
      }
      LockSupport.parkNanos(pause.toNanos());
      pause = Duration.ofNanos(Math.min(pause.toNanos() * 2, LONGEST_PAUSE.toNanos()));
    }
  }

  private HttpRequest request(String method, String path, BodyPublisher body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(settings.timeout())
            .header("Accept", JSON + ", application/json")
            .header("Content-Type", JSON)
            .method(method, body);
    if (settings.user().isPresent()) {
      String pair = settings.user().get() + ":" + settings.password().orElse("");
      builder.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    return builder.build();
  }

  private static String explain(HttpResponse<String> answer) {
    return "HTTP " + answer.statusCode() + " " + answer.body().strip();
  }

  private static JsonNode tree(HttpResponse<String> answer) {
    try {
      return MAPPER.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new RegistryException("the schema registry did not answer in JSON", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
