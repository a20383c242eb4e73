package dev.millrace.standalone.bench.online;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.kafka.TopicSetup;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.topics.Topics;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * Asks the real feature-store, over HTTP, for features of series as they are now, while
 * measurements arrive; broker, database and whoever asks are on this machine, too.
 */
public final class OnlineBench {

  private static final String SERVICE = "feature-store";

  /**
   * What came out.
   *
   * @param warmUp the same as {@code measured}, just before; series are loaded in it
   * @param arrived measurements that came while it was measured
   * @param cpu that this process had while it was measured, which is service, broker and asker
   * @param loadAverage processes that wanted a CPU in the last minute; negative when unknown
   * @param processors how many CPUs there are
   */
  public record Result(
      OnlineLoad load,
      Latencies warmUp,
      Latencies measured,
      int arrived,
      Duration cpu,
      double loadAverage,
      int processors) {}

  private final OnlineLoad load;

  public OnlineBench(OnlineLoad load) {
    this.load = load;
  }

  /** Runs it on a folder, which it fills. */
  public Result run(Path folder, Consumer<String> progress) {
    try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.Options.in(folder));
        HttpSchemaRegistry registry =
            new HttpSchemaRegistry(RegistrySettings.at(stack.registryUrl()))) {
      KafkaClients clients = new KafkaClients(KafkaSettings.at(stack.bootstrapServers()));
      try (Admin admin = clients.admin()) {
        TopicSetup.ensure(admin, Topics.all(), 1);
      }
      try (EventPublisher publisher =
          new EventPublisher(clients.producer("bench"), new AvroEventCodec(registry))) {
        Meters meters = new Meters(publisher, load.series());
        progress.accept("filling the topic");
        meters.past();
        return run(stack, meters, progress);
      }
    }
  }

  private Result run(EmbeddedStack stack, Meters meters, Consumer<String> progress) {
    CountDownLatch enough = new CountDownLatch(1);
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    try (ServiceHost host =
            ServiceHost.start(
                ServiceHost.configuration(environment, Set.of(SERVICE)), Set.of(SERVICE));
        // Not the common pool: the HTTP client needs that for its answers.
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      AtomicInteger arrived = new AtomicInteger();
      CompletableFuture<?> arriving =
          CompletableFuture.runAsync(() -> meters.goOn(enough, arrived), other);
      Result result;
      try {
        progress.accept("warming up");
        Latencies warmUp = ask(host.port(), 1);
        progress.accept("measuring");
        int before = arrived.get();
        long cpu = cpuNanos();
        Latencies measured = ask(host.port(), 2);
        result =
            new Result(
                load,
                warmUp,
                measured,
                arrived.get() - before,
                Duration.ofNanos(cpuNanos() - cpu),
                system().getSystemLoadAverage(),
                system().getAvailableProcessors());
      } finally {
        enough.countDown();
      }
      arriving.join();
      return result;
    }
  }

  /** With connections of its own: a crowd of those that the warm-up left costs the client time. */
  private Latencies ask(int port, long seed) {
    try (Asker asker = new Asker(port, load)) {
      return asker.ask(seed);
    }
  }

  private static OperatingSystemMXBean system() {
    return ManagementFactory.getOperatingSystemMXBean();
  }

  private static long cpuNanos() {
    return system() instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
