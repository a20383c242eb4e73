package dev.millrace.platform.host;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.config.ConfigException;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.TopicSetup;
import dev.millrace.topics.Topics;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that hosts one or more services behind one HTTP port. */
public final class ServiceHost implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceHost.class);

  /** Sections that are not a service's own. */
  private static final Set<String> SHARED =
      Set.of("kafka", "registry", "storage", "database", "http");

  private static final int LARGEST_BODY_BYTES = 2 << 20;

  private final ApplicationContext context;
  private final NettyEmbeddedServer server;
  private final List<HostedService> started = new ArrayList<>();

  private ServiceHost(ApplicationContext context, NettyEmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Reads the configuration of a process.
   *
   * @param services names of all services that may have a section, hosted here or not
   */
  public static Config configuration(Map<String, String> environment, Set<String> services) {
    Set<String> sections = new TreeSet<>(SHARED);
    sections.addAll(services);
    return Config.load(
        sections,
        environment,
        Optional.ofNullable(environment.get("MILLRACE_CONFIG")).map(Path::of));
  }

  /** Starts the services and the HTTP server; makes missing topics first. */
  public static ServiceHost start(Config config, Collection<String> services) {
    HttpSettings http = config.section("http", HttpSettings.class);
    Map<String, Object> properties = new HashMap<>();
    services.forEach(service -> properties.put("millrace.services." + service, true));
    properties.put("micronaut.server.host", http.host());
    properties.put("micronaut.server.port", http.port() == 0 ? -1 : http.port());
    properties.put("micronaut.server.max-request-size", LARGEST_BODY_BYTES);
    properties.put("micronaut.application.name", "millrace");
    // Our own health page is at /health; the framework's would make the path ambiguous.
    properties.put("endpoints.all.enabled", false);
    properties.put("jackson.property-naming-strategy", "SNAKE_CASE");
    properties.put("jackson.serialization-inclusion", "ALWAYS");
    properties.put("jackson.serialization.write-dates-as-timestamps", false);
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .properties(properties)
            .singletons(config)
            .start();
    ServiceHost host = new ServiceHost(context, context.getBean(NettyEmbeddedServer.class));
    try {
      host.begin();
      return host;
    } catch (RuntimeException | Error e) {
      host.close();
      throw e;
    }
  }

  private void begin() {
    KafkaClients clients = context.getBean(KafkaClients.class);
    try (Admin admin = clients.admin()) {
      TopicSetup.ensure(admin, Topics.all(), clients.settings().replicationFactor());
    }
    for (HostedService service : context.getBeansOfType(HostedService.class)) {
      started.add(service);
      service.start();
      LOG.atInfo().addKeyValue("service", service.name()).log("service started");
    }
    server.start();
    LOG.atInfo().addKeyValue("url", server.getURL()).log("listening");
  }

  /** The port that the server listens on. */
  public int port() {
    return server.getPort();
  }

  /** A bean of the hosted services, for in-process callers. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  public List<Health> health() {
    return started.stream().map(HostedService::health).toList();
  }

  /** Whether everything is ready for work. */
  public boolean isReady() {
    return health().stream().allMatch(health -> health.status() == Health.Status.UP);
  }

  /** The main method of a service's own process: runs until it is told to stop. */
  public static void run(String service) {
    try {
      Config config = configuration(System.getenv(), Set.of(service));
      ServiceHost host = start(config, Set.of(service));
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    host.close();
                    stopped.countDown();
                  },
                  "shutdown"));
      stopped.await();
    } catch (ConfigException e) {
      System.err.println("millrace " + service + ": " + e.getMessage());
      System.exit(2);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops the server, then the services, the last started first, and at last what they share: a
   * service needs its database and its producer to the end.
   */
  @Override
  public void close() {
    server.stopServerOnly();
    for (HostedService service : started.reversed()) {
      try {
        service.close();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).addKeyValue("service", service.name()).log("stop failed");
      }
    }
    context.close();
  }
}
