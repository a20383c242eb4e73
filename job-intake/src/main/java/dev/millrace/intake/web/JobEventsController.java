package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.intake.JobDesk;
import dev.millrace.intake.view.JobView;
import dev.millrace.intake.view.TrialFeed;
import dev.millrace.platform.web.ProblemException;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.reactivestreams.Publisher;

/** A job's events, as they happen, until it has ended. */
@Controller("/ai/training")
@ExecuteOn(TaskExecutors.BLOCKING)
final class JobEventsController implements AutoCloseable {

  private final JobDesk desk;
  private final JobView jobs;
  private final TrialFeed trials;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("job-events-clock").daemon().factory());

  JobEventsController(JobDesk desk, JobView jobs, TrialFeed trials) {
    this.desk = desk;
    this.jobs = jobs;
    this.trials = trials;
  }

  @Get(value = "/jobs/{id}/events", produces = MediaType.TEXT_EVENT_STREAM)
  Publisher<Event<ObjectNode>> events(String id) {
    if (desk.find(id).isEmpty()) {
      throw ProblemException.notFound("there is no job " + id);
    }
    return new JobEvents(id, jobs, trials, executor, clock);
  }

  @PreDestroy
  @Override
  public void close() {
    clock.shutdownNow();
    executor.shutdownNow();
  }
}
