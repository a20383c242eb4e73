package dev.millrace.standalone.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The REST resources of a running Millrace.
 *
 * <p>Every method throws {@link ServerUnreachable} when nobody answers and {@link RequestRefused}
 * when the answer is an error.
 */
public final class MillraceClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final URI server;
  private final HttpClient http;

  /** Talks to the server at a base URL, for example {@code http://127.0.0.1:8080}. */
  public MillraceClient(URI server) {
    this.server = server;
    this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  }

  public URI server() {
    return server;
  }

  /** Whether a Millrace answers there. */
  public boolean answers() {
    try {
      return send("GET", "/health", BodyPublishers.noBody()).statusCode() < 600;
    } catch (ServerUnreachable e) {
      return false;
    }
  }

  public JsonNode startJob(JsonNode request) {
    return json("POST", "/ai/training/jobs/start", request);
  }

  /** Goes on with the search of a job; gives the new job's receipt. */
  public JsonNode extend(String id, JsonNode request) {
    return json("POST", "/ai/training/jobs/" + escaped(id) + "/extend", request);
  }

  public JsonNode job(String id) {
    return json("GET", "/ai/training/jobs/" + escaped(id));
  }

  public JsonNode jobs(Map<String, String> filter) {
    return json("GET", "/ai/training/jobs" + query(filter));
  }

  /** The jobs of a job's series, on however many pages. */
  public List<JsonNode> seriesJobs(String id) {
    return all(this::jobs, Map.of("parent", id));
  }

  private static List<JsonNode> all(
      Function<Map<String, String>, JsonNode> pages, Map<String, String> filter) {
    List<JsonNode> found = new ArrayList<>();
    Map<String, String> next = new HashMap<>(filter);
    next.put("limit", "200");
    JsonNode page;
    do {
      page = pages.apply(next);
      page.path("items").forEach(found::add);
      next.put("cursor", page.path("next_cursor").asText());
    } while (page.path("next_cursor").isTextual());
    return found;
  }

  /** Asks again for what brought no model; gives the new job's receipt. */
  public JsonNode retry(String id, JsonNode request) {
    return json("POST", "/ai/training/jobs/" + escaped(id) + "/retry", request);
  }

  public JsonNode cancel(String id) {
    return json("DELETE", "/ai/training/jobs/" + escaped(id));
  }

  public JsonNode putPolicy(String name, JsonNode policy) {
    return json("PUT", "/ai/training/policies/" + escaped(name), policy);
  }

  /** Registers a feature set of a tenant. */
  public JsonNode putFeatureSet(String tenant, String name, JsonNode definition) {
    return json(
        "PUT",
        "/ai/features/sets/" + escaped(name) + query(Map.of("tenant_id", tenant)),
        definition);
  }

  public JsonNode study(String study) {
    return json("GET", "/ai/training/optimize/" + escaped(study));
  }

  public JsonNode trials(String study, Map<String, String> filter) {
    return json("GET", "/ai/training/optimize/" + escaped(study) + "/trials" + query(filter));
  }

  public JsonNode importances(String study) {
    return json("GET", "/ai/training/optimize/" + escaped(study) + "/importances");
  }

  public JsonNode models(Map<String, String> filter) {
    return json("GET", "/ai/models" + query(filter));
  }

  /** The versions of a model, the newest first, on however many pages. */
  public List<JsonNode> versions(String tenant, String name) {
    return all(this::models, Map.of("tenant_id", tenant, "model_name", name));
  }

  /** A model version by its id, {@code tenant/name/version}. */
  public JsonNode model(String id) {
    return json("GET", "/ai/models/" + id);
  }

  /** The bytes of a model version. */
  public byte[] artifact(String modelId) {
    return checked(send("GET", "/ai/models/" + modelId + "/artifact", BodyPublishers.noBody()))
        .body();
  }

  /** What a model of a path needs to forecast all of the next steps of a series. */
  public JsonNode forecastPath(Map<String, String> parameters) {
    return json("GET", "/ai/features/forecast-path" + query(parameters));
  }

  /** The rows that a model needs to forecast the next steps of a series. */
  public JsonNode forecastRows(Map<String, String> parameters) {
    return json("GET", "/ai/features/forecast-rows" + query(parameters));
  }

  /** The rows of the last values of a series: what a model knew before each, and what came. */
  public JsonNode observedRows(Map<String, String> parameters) {
    return json("GET", "/ai/features/observed-rows" + query(parameters));
  }

  private JsonNode json(String method, String path) {
    return parsed(checked(send(method, path, BodyPublishers.noBody())).body());
  }

  private JsonNode json(String method, String path, JsonNode body) {
    return parsed(checked(send(method, path, BodyPublishers.ofString(body.toString()))).body());
  }

  private HttpResponse<byte[]> send(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(path))
            .method(method, body)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .build();
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new ServerUnreachable("no Millrace answers at " + server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerUnreachable("interrupted while waiting for " + server, e);
    }
  }

  private static HttpResponse<byte[]> checked(HttpResponse<byte[]> response) {
    if (response.statusCode() >= 400) {
      throw new RequestRefused(response.statusCode(), parsed(response.body()));
    }
    return response;
  }

  private static JsonNode parsed(byte[] body) {
    try {
      return body.length == 0 ? MissingNode.getInstance() : JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode().put("detail", new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String query(Map<String, String> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + escaped(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    http.close();
  }
}
