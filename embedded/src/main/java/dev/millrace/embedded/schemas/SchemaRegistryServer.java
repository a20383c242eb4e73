package dev.millrace.embedded.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registry as an HTTP server on loopback, one virtual thread per request. */
public final class SchemaRegistryServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaRegistryServer.class);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final int MOST_SKIPPED_BYTES = 32 * MAX_BODY_BYTES;
  private static final int CHUNK_BYTES = 64 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer http;
  private final ExecutorService threads;
  private final Journal journal;
  private final Routes routes;

  private SchemaRegistryServer(HttpServer http, Journal journal) {
    this.http = http;
    this.journal = journal;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.routes = new RegistryApi(new SchemaRegistry(journal)).routes();
  }

  /**
   * Reads the registry back from its topic and serves it.
   *
   * @param port 0 for any free one
   */
  public static SchemaRegistryServer start(String bootstrapServers, int port)
      throws IOException, InterruptedException {
    HttpServer http = bind(port);
    TopicJournal journal = null;
    try {
      journal = TopicJournal.open(bootstrapServers);
      SchemaRegistryServer server = new SchemaRegistryServer(http, journal);
      server.serve();
      return server;
    } catch (InterruptedException | RuntimeException e) {
      http.stop(0);
      if (journal != null) {
        journal.close();
      }
      throw e;
    }
  }

  private static HttpServer bind(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
    } catch (BindException e) {
      throw new BindException(
          "port %d of 127.0.0.1 cannot be taken: %s".formatted(port, e.getMessage()));
    }
  }

  private void serve() {
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      byte[] body = JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private record Answer(int status, Object body) {
    static Answer refusal(int status, int code, String message) {
      return new Answer(status, Map.of("error_code", code, "message", message));
    }
  }

  private Answer answer(HttpExchange exchange) {
    try {
      JsonNode body = body(exchange);
      List<String> path =
          Routes.segments(exchange.getRequestURI().getRawPath()).stream()
              .map(segment -> decoded(segment.replace("+", "%2B")))
              .toList();
      Routes.Match match = routes.match(exchange.getRequestMethod(), path);
      Call call = new Call(match.variables(), query(exchange.getRequestURI().getRawQuery()), body);
      return new Answer(200, match.handler().answer(call));
    } catch (RegistryException e) {
      return Answer.refusal(e.status(), e.code(), String.valueOf(e.getMessage()));
    } catch (Exception e) {
      LOG.atError()
          .addKeyValue("method", exchange.getRequestMethod())
          .addKeyValue("path", exchange.getRequestURI())
          .setCause(e)
          .log("schema registry request failed");
      return Answer.refusal(500, 50001, "Error in the backend data store: " + e.getMessage());
    }
  }

  private static JsonNode body(HttpExchange exchange) throws IOException {
    InputStream sent = exchange.getRequestBody();
    byte[] bytes = sent.readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      skip(sent);
      throw RegistryException.tooLarge(MAX_BODY_BYTES);
    }
    if (bytes.length == 0) {
      return NullNode.getInstance();
    }
    try {
      return JSON.readTree(bytes);
    } catch (JsonProcessingException e) {
      throw RegistryException.badRequest("the body is no JSON: " + e.getOriginalMessage());
    }
  }

  /** Who is still sending when the connection is closed may never see the answer. */
  private static void skip(InputStream sent) throws IOException {
    byte[] chunk = new byte[CHUNK_BYTES];
    int skipped = 0;
    int read = CHUNK_BYTES;
    while (read == CHUNK_BYTES && skipped < MOST_SKIPPED_BYTES) {
      read = sent.readNBytes(chunk, 0, CHUNK_BYTES);
      skipped += read;
    }
  }

  private static Map<String, String> query(@Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return Map.copyOf(query);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw RegistryException.badRequest("wrongly escaped in the address: " + text);
    }
  }

  @Override
  public void close() {
    http.stop(0);
    threads.close();
    journal.close();
  }
}
