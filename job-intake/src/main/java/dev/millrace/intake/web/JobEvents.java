package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.events.JobState;
import dev.millrace.events.StudyProgressed;
import dev.millrace.intake.JobDesk;
import dev.millrace.intake.view.Following;
import dev.millrace.intake.view.JobView;
import dev.millrace.intake.view.TrialFeed;
import io.micronaut.http.sse.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.FlowAdapters;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;

/**
 * One client's stream of a job's events: its state as it is, every later state, every trial that
 * counts; the last is the state it ended in.
 */
final class JobEvents implements Publisher<Event<ObjectNode>> {

  /** A client that falls so far behind is let go; it may come back and begins with the state. */
  private static final int MOST_WAITING = 1024;

  /** Servers and proxies close what is silent; so often a stream says that it is alive. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final String jobId;
  private final JobView jobs;
  private final TrialFeed trials;
  private final Executor executor;
  private final ScheduledExecutorService clock;

  JobEvents(
      String jobId,
      JobView jobs,
      TrialFeed trials,
      Executor executor,
      ScheduledExecutorService clock) {
    this.jobId = jobId;
    this.jobs = jobs;
    this.trials = trials;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public void subscribe(Subscriber<? super Event<ObjectNode>> subscriber) {
    new Stream().begin(subscriber);
  }

  private final class Stream {
    private final SubmissionPublisher<Event<ObjectNode>> out =
        new SubmissionPublisher<>(executor, MOST_WAITING);
    private final List<Following> followings = new ArrayList<>();
    private long shown = -1;
    private boolean ended;

    synchronized void begin(Subscriber<? super Event<ObjectNode>> subscriber) {
      FlowAdapters.toPublisher(out).subscribe(subscriber);
      // Followed before it is looked at, so that no change falls between the two.
      followings.add(jobs.follow(jobId, this::state));
      followings.add(trials.follow(jobId, this::trial));
      ScheduledFuture<?> pings =
          clock.scheduleAtFixedRate(
              this::ping, SILENCE.toMillis(), SILENCE.toMillis(), TimeUnit.MILLISECONDS);
      followings.add(() -> pings.cancel(false));
      jobs.find(jobId).ifPresent(this::state);
    }

    private synchronized void ping() {
      if (!ended) {
        send(Event.of(JsonNodeFactory.instance.objectNode()).name("ping"));
      }
    }

    private synchronized void state(JobState state) {
      if (ended || state.getRevision() <= shown) {
        return;
      }
      shown = state.getRevision();
      send(Event.of(JobJson.of(state)).name("state").id(Long.toString(shown)));
      if (JobDesk.isEnded(state)) {
        end();
      }
    }

    private synchronized void trial(StudyProgressed trial) {
      if (!ended) {
        send(Event.of(JobJson.of(trial)).name("trial"));
      }
    }

    private void send(Event<ObjectNode> event) {
      if (!out.hasSubscribers() || out.offer(event, null) < 0) {
        end();
      }
    }

    private void end() {
      ended = true;
      followings.forEach(Following::close);
      out.close();
    }
  }
}
