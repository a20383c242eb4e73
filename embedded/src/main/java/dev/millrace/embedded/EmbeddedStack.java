package dev.millrace.embedded;

import dev.millrace.embedded.s3.EmbeddedObjectStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The servers that Millrace runs against, started together on one folder and on loopback only.
 *
 * <p>Everything is kept in the folder and found again at the next start, also after the JVM was
 * killed and also on other ports. The libraries log through SLF4J and print nothing.
 */
public final class EmbeddedStack implements AutoCloseable {

  /**
   * What to start, and where.
   *
   * @param dataDirectory made where it is missing; one running stack per folder
   * @param parts at least one; the registry brings Kafka with it
   * @param ports fixed ports; a part that is not named, or has 0, takes any free one
   * @param progress told in a sentence when a part got ready, by one thread at a time
   */
  public record Options(
      Path dataDirectory, Set<Part> parts, Map<Part, Integer> ports, Consumer<String> progress) {

    public Options {
      if (parts.isEmpty()) {
        throw new IllegalArgumentException("at least one part must be wanted, got none");
      }
      ports.forEach(Options::checkPort);
      EnumSet<Part> wanted = EnumSet.copyOf(parts);
      if (wanted.contains(Part.REGISTRY)) {
        wanted.add(Part.KAFKA);
      }
      parts = Set.copyOf(wanted);
      ports = Map.copyOf(ports);
    }

    /** All parts, on free ports. */
    public static Options in(Path dataDirectory) {
      return new Options(dataDirectory, EnumSet.allOf(Part.class), Map.of(), _ -> {});
    }

    private static void checkPort(Part part, int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "port of %s must be from 0 to 65535, got %d".formatted(part.label(), port));
      }
    }

    public Options withParts(Part first, Part... more) {
      return new Options(dataDirectory, EnumSet.of(first, more), ports, progress);
    }

    public Options withPort(Part part, int port) {
      Map<Part, Integer> changed = new EnumMap<>(Part.class);
      changed.putAll(ports);
      changed.put(part, port);
      return new Options(dataDirectory, parts, changed, progress);
    }

    public Options withProgress(Consumer<String> listener) {
      return new Options(dataDirectory, parts, ports, listener);
    }

    int port(Part part) {
      return ports.getOrDefault(part, 0);
    }
  }

  private final Path dataDirectory;
  private final RunningParts parts;
  private final List<AutoCloseable> closeables;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedStack(Path dataDirectory, RunningParts parts, List<AutoCloseable> closeables) {
    this.dataDirectory = dataDirectory;
    this.parts = parts;
    this.closeables = List.copyOf(closeables);
  }

  /**
   * Starts the wanted parts beside each other and returns when all of them answer.
   *
   * @throws DataDirectoryInUseException when a running stack uses the folder
   * @throws PartFailedException when a part does not start; the others are closed again
   */
  public static EmbeddedStack start(Options options) {
    return start(options, Lifetime.KEPT);
  }

  /**
   * Starts parts, all when none is named, on a folder that is deleted when the stack is closed, or
   * when the JVM ends without having closed it.
   */
  public static EmbeddedStack temporary(Part... parts) {
    Path directory;
    try {
      directory = Files.createTempDirectory("millrace-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary data folder", e);
    }
    Options options = Options.in(directory);
    if (parts.length > 0) {
      options = new Options(directory, Set.of(parts), Map.of(), options.progress());
    }
    EmbeddedStack stack = start(options, Lifetime.TEMPORARY);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "close-temporary-stack"));
    return stack;
  }

  private static EmbeddedStack start(Options options, Lifetime lifetime) {
    List<AutoCloseable> closeables = new ArrayList<>();
    try {
      DataDirectory directory = DataDirectory.open(options.dataDirectory());
      if (lifetime == Lifetime.TEMPORARY) {
        closeables.add(() -> DataDirectory.deleteRecursively(directory.path()));
      }
      closeables.add(directory);
      Credentials credentials =
          Credentials.loadOrCreate(directory.resolve("credentials.properties"));
      RunningParts parts =
          new Launch(options, directory, credentials, lifetime).run(closeables::add);
      return new EmbeddedStack(directory.path(), parts, closeables);
    } catch (IOException e) {
      throw afterClosing(
          closeables,
          new UncheckedIOException("cannot use the data folder " + options.dataDirectory(), e));
    } catch (RuntimeException e) {
      throw afterClosing(closeables, e);
    }
  }

  private static RuntimeException afterClosing(
      List<AutoCloseable> closeables, RuntimeException failure) {
    try {
      Closing.closeInReverse(closeables);
    } catch (IllegalStateException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Where everything is kept. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /** Kafka's {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return parts.kafka().bootstrapServers();
  }

  public String registryUrl() {
    return parts.registry().url();
  }

  public String jdbcUrl() {
    return parts.postgres().jdbcUrl();
  }

  public String databaseUser() {
    return parts.postgres().user();
  }

  public String databasePassword() {
    return parts.postgres().password();
  }

  public String s3Endpoint() {
    return parts.s3().endpoint();
  }

  public String s3AccessKey() {
    return parts.s3().accessKey();
  }

  public String s3SecretKey() {
    return parts.s3().secretKey();
  }

  /** The bucket, which exists. */
  public String s3Bucket() {
    return EmbeddedObjectStore.BUCKET;
  }

  /** The {@code MILLRACE_*} variables that point a service at the parts that run. */
  public Map<String, String> environment() {
    return parts.environment();
  }

  /** Stops all parts, the last started first, and gives the folder free; again: does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Closing.closeInReverse(closeables);
    }
  }
}
