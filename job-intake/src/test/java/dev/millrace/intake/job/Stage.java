package dev.millrace.intake.job;

import dev.millrace.intake.request.JobRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plays commands to one job, as the runner does, and keeps what happened. */
final class Stage {
  private final JobDecider decider = new JobDecider();
  private final List<JobEvent> events = new ArrayList<>();
  private Job job;
  private Instant now = Instant.ofEpochSecond(1_000);

  Stage() {
    this("job-1");
  }

  Stage(String id) {
    job = decider.initial(id);
  }

  Stage ask(JobRequest request) {
    return tell(new JobCommand.Ask(request));
  }

  Stage learn(Fact... facts) {
    for (Fact fact : facts) {
      tell(new JobCommand.Learn(fact));
    }
    return this;
  }

  Stage tell(JobCommand command) {
    for (JobEvent event : decider.decide(job, command, now)) {
      job = decider.evolve(job, event);
      events.add(event);
    }
    now = now.plusSeconds(1);
    return this;
  }

  Job job() {
    return job;
  }

  List<JobEvent> events() {
    return events;
  }

  <E extends JobEvent> List<E> events(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
