package dev.millrace.standalone.up;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Where a running Millrace answers; kept in its data folder for the commands that talk to it.
 *
 * @param url base URL of the REST resources
 * @param pid process that runs it
 * @param kafka Kafka's {@code bootstrap.servers}
 * @param registry base URL of the schema registry
 */
public record ServerAddress(URI url, long pid, String kafka, String registry) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "server.json";

  /** Writes the address into the folder, in one step. */
  public void write(Path dataFolder) throws IOException {
    Path draft = dataFolder.resolve(FILE + ".new");
    JSON.writeValue(
        draft.toFile(),
        JSON.createObjectNode()
            .put("url", url.toString())
            .put("pid", pid)
            .put("kafka", kafka)
            .put("registry", registry));
    Files.move(draft, dataFolder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }

  /** What the folder says; after a crash it may name a process that is gone. */
  public static Optional<ServerAddress> read(Path dataFolder) throws IOException {
    Path file = dataFolder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode json = JSON.readTree(file.toFile());
    return Optional.of(
        new ServerAddress(
            URI.create(json.path("url").asText()),
            json.path("pid").asLong(),
            json.path("kafka").asText(),
            json.path("registry").asText()));
  }

  /** Takes the address away: nobody answers there any more. */
  public static void remove(Path dataFolder) throws IOException {
    Files.deleteIfExists(dataFolder.resolve(FILE));
  }
}
