package dev.millrace.standalone.up;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * All of Millrace on one folder: the servers it needs and every service in this process, trainer
 * workers as child processes.
 */
public final class LocalMillrace implements AutoCloseable {
  private static final Set<String> SERVICES =
      Set.of("job-intake", "feature-store", "hpo-service", "registry-sink");
  private static final String WORKER = "trainer-worker";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration GLANCE = Duration.ofMillis(50);

  /**
   * What to start, and where.
   *
   * @param dataFolder made when missing; one running Millrace per folder
   * @param port of the REST resources; 0 = any free one
   * @param workers worker processes
   * @param slots trials that each of them runs at once
   * @param environment further {@code MILLRACE_*} settings
   */
  public record Options(
      Path dataFolder, int port, int workers, int slots, Map<String, String> environment) {
    public Options {
      if (workers < 0 || slots < 1) {
        throw new IllegalArgumentException(
            "workers must be ≥ 0 and slots ≥ 1, got %d and %d".formatted(workers, slots));
      }
      environment = Map.copyOf(environment);
    }
  }

  private final Path dataFolder;
  private final EmbeddedStack stack;
  private final List<WorkerProcess> workers;
  private final ServiceHost host;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LocalMillrace(
      Path dataFolder, EmbeddedStack stack, List<WorkerProcess> workers, ServiceHost host) {
    this.dataFolder = dataFolder;
    this.stack = stack;
    this.workers = List.copyOf(workers);
    this.host = host;
  }

  /**
   * Starts everything and returns when every service is ready and a worker was heard.
   *
   * @param progress told in a sentence what got ready
   */
  public static LocalMillrace start(Options options, Consumer<String> progress) {
    EmbeddedStack stack =
        EmbeddedStack.start(EmbeddedStack.Options.in(options.dataFolder()).withProgress(progress));
    List<WorkerProcess> workers = new ArrayList<>();
    try {
      Instant begun = InstantSource.system().instant();
      Map<String, String> environment = environment(options, stack);
      // They need the servers only; starting a JVM takes as long as starting the services.
      for (String name : names(options)) {
        workers.add(
            WorkerProcess.start(
                name, workerEnvironment(options, environment, name), logs(options.dataFolder())));
      }
      ServiceHost host = ServiceHost.start(configuration(environment), SERVICES);
      LocalMillrace millrace = new LocalMillrace(options.dataFolder(), stack, workers, host);
      millrace.finishStart(new FirstHeartbeat(names(options), begun), progress);
      return millrace;
    } catch (RuntimeException | Error e) {
      workers.forEach(WorkerProcess::close);
      stack.close();
      throw e;
    }
  }

  private static Set<String> names(Options options) {
    return IntStream.rangeClosed(1, options.workers())
        .mapToObj(i -> "worker-" + i)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Config configuration(Map<String, String> environment) {
    Set<String> sections = new TreeSet<>(SERVICES);
    sections.add(WORKER);
    return ServiceHost.configuration(environment, sections);
  }

  private void finishStart(FirstHeartbeat heartbeat, Consumer<String> progress) {
    try (TopicTail tail = heartbeats(heartbeat)) {
      tail.start();
      awaitReady(heartbeat, progress);
      address().write(dataFolder);
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("cannot write to " + dataFolder, e);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** What is said before the tail has begun is said again two seconds later. */
  private TopicTail heartbeats(FirstHeartbeat first) {
    return new TopicTail(
            "first-heartbeat",
            host.bean(KafkaClients.class),
            host.bean(EventCodec.class),
            TopicTail.From.END)
        .on(Topics.WORKER_HEARTBEAT, (_, heartbeat) -> heartbeat.ifPresent(first::hear));
  }

  private static Map<String, String> environment(Options options, EmbeddedStack stack) {
    Map<String, String> environment = new HashMap<>(options.environment());
    environment.putAll(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", Integer.toString(options.port()));
    Path state = options.dataFolder().resolve("state");
    for (String service : List.of("JOB_INTAKE", "HPO_SERVICE")) {
      environment.put(
          "MILLRACE_" + service + "_STREAMS_STATE_DIRECTORY", state.resolve(service).toString());
    }
    return environment;
  }

  private static Map<String, String> workerEnvironment(
      Options options, Map<String, String> environment, String name) {
    Map<String, String> worker = new HashMap<>(environment);
    // A process refuses settings of services that it does not know.
    for (String service : SERVICES) {
      String prefix = "MILLRACE_" + service.replace('-', '_').toUpperCase(Locale.ROOT) + "_";
      worker.keySet().removeIf(variable -> variable.startsWith(prefix));
    }
    worker.put("MILLRACE_HTTP_PORT", "0");
    // Tells at the next start at once which attempts this process took with it.
    worker.put("MILLRACE_TRAINER_WORKER_NAME", name);
    worker.put("MILLRACE_TRAINER_WORKER_SLOTS", Integer.toString(options.slots()));
    worker.put(
        "MILLRACE_TRAINER_WORKER_CACHE_DIRECTORY",
        options.dataFolder().resolve("cache").toString());
    worker.put("MILLRACE_TRAINER_WORKER_GRACE_PERIOD", "2s");
    worker.put("MILLRACE_TRAINER_WORKER_EXIT_WITH_PARENT", "true");
    return worker;
  }

  private void awaitReady(FirstHeartbeat heartbeat, Consumer<String> progress) {
    long begun = System.nanoTime();
    awaitServices(begun, progress);
    try {
      if (!heartbeat.await(PATIENCE.minusNanos(System.nanoTime() - begun))) {
        throw new IllegalStateException(
            "no trainer worker was heard for %d s; %s says why"
                .formatted(PATIENCE.toSeconds(), logs(dataFolder).resolve("worker-1.out")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
    if (!workers.isEmpty()) {
      tell(progress, WORKER, begun);
    }
  }

  private static void tell(Consumer<String> progress, String service, long begun) {
    progress.accept(
        "%s is ready (%d ms)".formatted(service, (System.nanoTime() - begun) / 1_000_000));
  }

  /** Waits until every service is up, and tells of each when it is. */
  private void awaitServices(long begun, Consumer<String> progress) {
    List<String> told = new ArrayList<>();
    CountDownLatch never = new CountDownLatch(1);
    try {
      while (told.size() < host.health().size()) {
        for (Health health : host.health()) {
          if (health.status() == Health.Status.UP && !told.contains(health.name())) {
            told.add(health.name());
            tell(progress, health.name(), begun);
          }
        }
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
          throw new IllegalStateException("not ready after " + PATIENCE + ": " + host.health());
        }
        boolean _ = never.await(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }

  /** Folder of the log files; made when missing. */
  public static Path logs(Path dataFolder) {
    try {
      return Files.createDirectories(dataFolder.resolve("logs"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a folder for logs", e);
    }
  }

  public ServerAddress address() {
    return new ServerAddress(
        URI.create("http://127.0.0.1:" + host.port()),
        ProcessHandle.current().pid(),
        stack.bootstrapServers(),
        stack.registryUrl());
  }

  /** The child processes, in the order of their start. */
  public List<WorkerProcess> workers() {
    return workers;
  }

  public boolean isClosed() {
    return closed.get();
  }

  /** Stops workers, services and servers; calling it again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (stack;
        host) {
      workers.parallelStream().forEach(WorkerProcess::close);
      ServerAddress.remove(dataFolder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + dataFolder, e);
    }
  }
}
