package dev.millrace.hpo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.embedded.Part;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProposed;
import dev.millrace.hpo.codec.PublicEvents;
import dev.millrace.platform.host.ServiceHost;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topics;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process has it, on a real broker. */
class HpoServiceTest {

  private final BlockingQueue<TrialProposed> proposals = new LinkedBlockingQueue<>();
  private final BlockingQueue<StudyCompleted> ends = new LinkedBlockingQueue<>();

  @Test
  void goesOnWhereItWasAfterARestart(@TempDir Path directory) throws InterruptedException {
    try (EmbeddedStack stack = EmbeddedStack.temporary(Part.KAFKA, Part.REGISTRY)) {
      TrialCompleted first;
      TrialProposed second;
      try (ServiceHost host = start(stack, directory.resolve("first"));
          TopicTail _ = listen(host)) {
        request(host);
        first = PublicEvents.completed(next(proposals), 2);
        publisher(host).publishAndWait(Topics.TRIAL_COMPLETED, "a", first);
        second = next(proposals);
      }
      proposals.clear();

      try (ServiceHost host = start(stack, directory.resolve("second"));
          TopicTail _ = listen(host)) {
        publisher(host).publishAndWait(Topics.TRIAL_COMPLETED, "a", first);
        publisher(host)
            .publishAndWait(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(second, 3));
        heartbeat(host);
        TrialProposed fit = lastOf(proposals, TrialKind.FINAL_FIT);
        publisher(host).publishAndWait(Topics.TRIAL_COMPLETED, "a", PublicEvents.completed(fit, 0));

        StudyCompleted end = next(ends);
        assertThat(end.getCounts().getComplete()).isEqualTo(2);
        assertThat(end.getBestValue()).isEqualTo(2.0);
        assertThat(end.getModel().getTrialId()).isEqualTo("a-2");
      }
    }
  }

  private static ServiceHost start(EmbeddedStack stack, Path state) {
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    environment.put("MILLRACE_HPO_SERVICE_STREAMS_STATE_DIRECTORY", state.toString());
    return ServiceHost.start(
        ServiceHost.configuration(environment, Set.of(HpoServiceConfig.SECTION)),
        Set.of(HpoServiceConfig.SECTION));
  }

  private TopicTail listen(ServiceHost host) {
    return new TopicTail(
            "hpo-service-test",
            host.bean(KafkaClients.class),
            host.bean(EventCodec.class),
            TopicTail.From.BEGINNING)
        .on(Topics.TRIAL_PROPOSED, (_, event) -> proposals.add(event.orElseThrow()))
        .on(Topics.STUDY_COMPLETED, (_, event) -> ends.add(event.orElseThrow()))
        .start();
  }

  private static void request(ServiceHost host) {
    heartbeat(host);
    publisher(host).publishAndWait(Topics.JOB_ACCEPTED, "a", PublicEvents.jobAccepted("a", 2, 1));
    publisher(host).publishAndWait(Topics.DATASET_PREPARED, "a", PublicEvents.datasetPrepared("a"));
  }

  private static void heartbeat(ServiceHost host) {
    publisher(host)
        .publishAndWait(
            Topics.WORKER_HEARTBEAT, "w1", PublicEvents.heartbeat("w1", 1, Instant.now()));
  }

  private static EventPublisher publisher(ServiceHost host) {
    return host.bean(EventPublisher.class);
  }

  private static TrialProposed lastOf(BlockingQueue<TrialProposed> queue, TrialKind kind)
      throws InterruptedException {
    TrialProposed proposal = next(queue);
    while (proposal.getKind() != kind) {
      proposal = next(queue);
    }
    return proposal;
  }

  private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    return Objects.requireNonNull(queue.poll(60, TimeUnit.SECONDS), "nothing came");
  }
}
