package dev.millrace.intake.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.intake.job.Fact.StudyEnded.Outcome;
import dev.millrace.intake.job.JobEvent.JobEnded;
import dev.millrace.intake.job.JobEvent.JobShown;
import dev.millrace.intake.request.Requests;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Topics keep their own order, not each other's: whatever the interleaving, the job is the same.
 */
final class AnyOrderTest {

  static LongStream seeds() {
    long fresh = System.nanoTime();
    return LongStream.concat(LongStream.of(42), LongStream.range(fresh, fresh + 200));
  }

  private static List<Deque<JobCommand>> topics(boolean cancelled) {
    List<Deque<JobCommand>> topics = new ArrayList<>();
    topics.add(queue(new JobCommand.Ask(Requests.sound())));
    topics.add(queue(new JobCommand.Learn(Facts.prepared())));
    topics.add(
        queue(
            new JobCommand.Learn(Facts.moved(Phase.QUEUE, 0)),
            new JobCommand.Learn(Facts.moved(Phase.SEARCH, 0)),
            new JobCommand.Learn(Facts.moved(Phase.SEARCH, 2)),
            new JobCommand.Learn(Facts.moved(Phase.FINAL_FIT, 3))));
    topics.add(queue(new JobCommand.Learn(Facts.ended(Outcome.COMPLETED, "trials"))));
    topics.add(queue(new JobCommand.Learn(Facts.registered())));
    if (cancelled) {
      topics.add(queue(new JobCommand.Learn(Facts.cancelled())));
    }
    return topics;
  }

  private static Deque<JobCommand> queue(JobCommand... commands) {
    return new ArrayDeque<>(List.of(commands));
  }

  /** Plays the topics in a random interleaving, some records twice. */
  private static Stage played(long seed, boolean cancelled) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Deque<JobCommand>> topics = topics(cancelled);
    Stage stage = new Stage();
    while (!topics.isEmpty()) {
      Deque<JobCommand> topic = topics.get(random.nextInt(topics.size()));
      JobCommand command = topic.removeFirst();
      stage.tell(command);
      if (random.nextInt(4) == 0) {
        stage.tell(command);
      }
      topics.removeIf(Deque::isEmpty);
    }
    return stage;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyOrderLeadsToTheSameJob(long seed) {
    Job inOrder = played(topicByTopic());

    Job shuffled = played(seed, false).job();

    assertThat(shuffled.status()).isEqualTo(Status.COMPLETED);
    assertThat(shuffled.findings()).isEqualTo(inOrder.findings());
    assertThat(shuffled.problems()).isEmpty();
  }

  private static List<JobCommand> topicByTopic() {
    return topics(false).stream().flatMap(Deque::stream).toList();
  }

  private static Job played(List<JobCommand> commands) {
    Stage stage = new Stage();
    commands.forEach(stage::tell);
    return stage.job();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aJobEndsOnceWheneverItIsCancelled(long seed) {
    Stage stage = played(seed, true);

    assertThat(stage.events(JobEnded.class)).hasSize(1);
    assertThat(stage.job().status()).isIn(Status.COMPLETED, Status.CANCELLED);
    List<Status> ends =
        stage.events(JobShown.class).stream()
            .map(shown -> shown.job().status())
            .filter(Status::isEnd)
            .distinct()
            .toList();
    assertThat(ends).containsExactly(stage.job().status());
  }
}
