package dev.millrace.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.platform.testkit.Await;
import dev.millrace.standalone.up.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A service as an operator runs it: its main class, its environment, its health page, SIGTERM. */
public final class ServiceProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LISTENING = Pattern.compile("listening url=\"(http://[^\"]+)\"");

  private final String name;
  private final Process process;
  private final Path output;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServiceProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a service; it takes any free port and says in its log which.
   *
   * @param environment all the {@code MILLRACE_*} variables it gets
   * @param folder where it runs and its output is kept
   */
  public static ServiceProcess start(
      String name, Class<?> main, Map<String, String> environment, Path folder) throws IOException {
    List<String> flags = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");
    ProcessBuilder builder = new ProcessBuilder(ChildJvm.command(main, flags, List.of()));
    builder.environment().keySet().removeIf(key -> key.startsWith("MILLRACE_"));
    builder.environment().putAll(environment);
    builder.environment().put("MILLRACE_HTTP_PORT", "0");
    builder.environment().put("OMP_NUM_THREADS", "1");
    Path output = folder.resolve(name + ".out");
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    return new ServiceProcess(name, builder.start(), output);
  }

  public String name() {
    return name;
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Everything it wrote so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  /** Waits until its health page says that it can take work; gives the page. */
  public JsonNode awaitReady() throws IOException, InterruptedException {
    Await.until(name + " is ready", () -> health().statusCode() == 200);
    return JSON.readTree(health().body());
  }

  /** Where it answers. */
  public URI url() throws IOException {
    return listening().orElseThrow(() -> new AssertionError(name + " does not listen yet"));
  }

  /** Waits until it has begun, ready or not. */
  public void awaitListening() {
    Await.until(name + " listens", () -> listening().isPresent());
  }

  private HttpResponse<String> health() throws IOException, InterruptedException {
    awaitListening();
    HttpRequest request = HttpRequest.newBuilder(url().resolve("/health/ready")).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private Optional<URI> listening() throws IOException {
    if (!isAlive()) {
      throw new AssertionError(name + " ended with exit code " + process.exitValue());
    }
    Matcher line = LISTENING.matcher(output());
    return line.find() ? Optional.of(URI.create(line.group(1))) : Optional.empty();
  }

  /** As a power cut does. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Closes its standard input, as the death of its parent does. */
  public void orphan() throws IOException {
    process.getOutputStream().close();
  }

  /** Asks it to stop, as an operator does, with SIGTERM. */
  public void terminate() {
    process.destroy();
  }

  /** Waits until it has ended; gives its exit code. */
  public int awaitExit() {
    Await.until(name + " has ended", () -> !process.isAlive());
    return process.exitValue();
  }

  /** Leaves no process behind, whatever happened. */
  @Override
  public void close() {
    kill();
    http.close();
  }
}
