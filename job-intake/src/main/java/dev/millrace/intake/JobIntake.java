package dev.millrace.intake;

import dev.millrace.intake.stream.IntakeTopology;
import dev.millrace.intake.view.JobView;
import dev.millrace.intake.view.PolicyView;
import dev.millrace.intake.view.TrialFeed;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.HostedService;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.TopicMismatchException;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.streams.StreamsApp;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** The service: the topology that decides, and the tails that keep the views. */
public final class JobIntake implements HostedService {

  /** What this instance keeps to answer questions. */
  public record Views(JobView jobs, PolicyView policies, TrialFeed trials) {}

  private static final Duration CATCH_UP = Duration.ofMinutes(2);

  private final KafkaClients clients;
  private final EventCodec codec;
  private final JobIntakeConfig config;
  private final TopicTail states;
  private final TopicTail trials;
  private @Nullable StreamsApp app;

  JobIntake(KafkaClients clients, EventCodec codec, JobIntakeConfig config, Views views) {
    this.clients = clients;
    this.codec = codec;
    this.config = config;
    this.states =
        new TopicTail("job-intake-states", clients, codec, TopicTail.From.BEGINNING)
            .on(Topics.JOB_STATE, views.jobs()::accept)
            .on(Topics.RETRAINING_POLICY, views.policies()::accept);
    this.trials =
        new TopicTail("job-intake-trials", clients, codec, TopicTail.From.END)
            .on(Topics.STUDY_PROGRESSED, views.trials()::accept);
  }

  @Override
  public String name() {
    return JobIntakeConfig.SECTION;
  }

  @Override
  public void start() {
    states.start();
    trials.start();
    app =
        new StreamsApp(
                IntakeTopology.APPLICATION_ID,
                IntakeTopology.build(codec, commonPartitions(), config.policyTick()),
                clients,
                config.streams())
            .start();
    awaitViews();
  }

  /** The front door opens when all jobs can be seen: before, it would deny what it knows. */
  private void awaitViews() {
    try {
      if (!states.awaitCaughtUp(CATCH_UP)) {
        throw new KafkaException(
            "the states of all jobs were not read within %d s".formatted(CATCH_UP.toSeconds()));
      }
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** How many partitions the topics have that one task reads together. */
  private int commonPartitions() {
    List<String> names = IntakeTopology.COPARTITIONED.stream().<String>map(Topic::name).toList();
    Map<String, Integer> counts = new TreeMap<>();
    try (Admin admin = clients.admin()) {
      admin
          .describeTopics(names)
          .allTopicNames()
          .get()
          .forEach((name, topic) -> counts.put(name, topic.partitions().size()));
    } catch (ExecutionException e) {
      throw new KafkaException("the topics could not be described", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
    if (counts.values().stream().distinct().count() != 1) {
      throw new TopicMismatchException(
          "these topics must have equally many partitions, got " + counts);
    }
    return counts.values().iterator().next();
  }

  @Override
  public Health health() {
    StreamsApp running = app;
    if (running == null) {
      return Health.starting(name(), "not started");
    }
    Health views =
        states.isCurrent()
            ? Health.up(name())
            : Health.starting(name(), "the states of all jobs are being read");
    return views.and(running.health());
  }

  @Override
  public void close() {
    states.close();
    trials.close();
    StreamsApp running = app;
    if (running != null) {
      running.close();
    }
  }
}
