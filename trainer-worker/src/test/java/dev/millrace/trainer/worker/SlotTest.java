package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.train.Trainers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A slot on its own, against real Kafka, registry and S3. */
class SlotTest {
  private static final Set<String> SERVICES = Set.of("trainer-worker");

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static ServiceHost elsewhere;
  private static Surroundings around;

  @BeforeAll
  static void start() {
    stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY, Part.S3);
    elsewhere = ServiceHost.start(configuration("elsewhere"), SERVICES);
    around =
        new Surroundings(
            elsewhere.bean(KafkaClients.class),
            elsewhere.bean(EventCodec.class),
            elsewhere.bean(EventPublisher.class),
            elsewhere.bean(ObjectStore.class),
            new SimpleMeterRegistry(),
            InstantSource.system());
  }

  @AfterAll
  static void stop() {
    elsewhere.close();
    stack.close();
  }

  private static Config configuration(String pool) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    environment.put("MILLRACE_TRAINER_WORKER_POOL", pool);
    environment.put("MILLRACE_TRAINER_WORKER_SLOTS", "1");
    environment.put("MILLRACE_TRAINER_WORKER_GRACE_PERIOD", "0s");
    environment.put("MILLRACE_TRAINER_WORKER_CACHE_DIRECTORY", folder.resolve("cache").toString());
    return ServiceHost.configuration(environment, SERVICES);
  }

  private static void propose(TrialProposed.Builder proposal) {
    around.publisher().publishAndWait(Topics.TRIAL_PROPOSED, proposal.getJobId(), proposal.build());
  }

  /** The broker keeps it from the free slot for a minute, unless the busy one lets it go. */
  @Test
  void leavesWhatItsConsumerHasFetchedBesidesToAFreeSlot() throws Exception {
    TrainerWorkerConfig config =
        configuration("default").section("trainer-worker", TrainerWorkerConfig.class);
    WorkerParts parts = WorkerParts.of(config, Trainers.all(), around);
    Proposals proposals = Proposals.on(around.store(), folder, 1);
    ShareGroup.configure(around.clients(), config.group());
    lockForAMinute(config.group());
    propose(proposals.endless("long", 0));
    propose(proposals.search("short", 0));
    var bothFetched = new CountDownLatch(1);
    Slot busy =
        new Slot(
            config,
            around,
            () -> eager(around.clients().shareConsumer(config.group(), "busy"), bothFetched),
            parts.endings(),
            parts.attempts(),
            new WorkerMeters(around.meters(), parts.running()));
    Thread training = Thread.ofPlatform().start(busy);

    try (Witness witness = new Witness(around.clients(), around.codec())) {
      assertThat(bothFetched.await(30, TimeUnit.SECONDS)).isTrue();
      try (ServiceHost free = ServiceHost.start(configuration("default"), SERVICES)) {
        TrialCompleted completed =
            witness.await(TrialCompleted.class, event -> event.getJobId().equals("short"));

        assertThat(completed.getState()).isEqualTo(TrialState.COMPLETE);
        assertThat(completed.getWorkerId()).isEqualTo(free.bean(TrainerWorker.class).workerId());
        assertThat(parts.running().ids()).containsExactly("long-0-1");
      }
    } finally {
      busy.stop();
      parts.attempts().giveBack();
      assertThat(training.join(Duration.ofSeconds(30))).isTrue();
      parts.datasets().close();
    }
  }

  private static void lockForAMinute(String group) throws Exception {
    var entry = new ConfigEntry("share.record.lock.duration.ms", "60000");
    try (Admin admin = around.clients().admin()) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.GROUP, group),
                  List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
          .all()
          .get();
    }
  }

  /** As Kafka's client does now and then: it has the next record when the first one is taken. */
  @SuppressWarnings("unchecked")
  private static ShareConsumer<String, byte[]> eager(
      ShareConsumer<String, byte[]> consumer, CountDownLatch bothFetched) {
    return (ShareConsumer<String, byte[]>)
        Proxy.newProxyInstance(
            SlotTest.class.getClassLoader(),
            new Class<?>[] {ShareConsumer.class},
            (_, method, arguments) -> {
              try {
                Object result = method.invoke(consumer, arguments);
                if (method.getName().equals("commitSync") && bothFetched.getCount() > 0) {
                  while (consumer.poll(Duration.ofMillis(100)).isEmpty()) {
                    Thread.onSpinWait();
                  }
                  bothFetched.countDown();
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
