package dev.millrace.registry.projection;

import dev.millrace.platform.db.Arrived;
import dev.millrace.platform.db.ProjectionTarget;
import dev.millrace.registry.registration.RegistrationQueue;
import dev.millrace.registry.trial.StepThinning;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.util.Collection;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Handle;

/** Which topics become which rows. */
public final class History implements ProjectionTarget {
  private final List<Route<?>> routes;

  /**
   * @param thinning which steps of a learning curve are kept
   * @param queue gets the studies that ended with a model
   */
  public History(StepThinning thinning, RegistrationQueue queue) {
    this.routes =
        List.of(
            new Route<>(Topics.JOB_ACCEPTED, JobRows::accepted),
            new Route<>(Topics.JOB_REJECTED, JobRows::rejected),
            new Route<>(Topics.JOB_CANCELLED, JobRows::cancelled),
            new Route<>(Topics.JOB_STATE, JobRows::state),
            new Route<>(Topics.DATASET_PREPARED, JobRows::dataset),
            new Route<>(Topics.TRIAL_PROPOSED, TrialRows::proposed),
            new Route<>(Topics.TRIAL_PROGRESSED, TrialRows.progressed(thinning)),
            new Route<>(Topics.TRIAL_COMPLETED, TrialRows::completed),
            new Route<>(Topics.STUDY_PROGRESSED, StudyRows::progressed),
            new Route<>(
                Topics.STUDY_COMPLETED,
                (handle, events) -> {
                  StudyRows.completed(handle, events);
                  queue.add(handle, events);
                }),
            new Route<>(Topics.JOB_LOG, LogRows::lines),
            new Route<>(Topics.WORKER_HEARTBEAT, LogRows::workers));
  }

  /** What must be read. */
  public Collection<Topic<?>> topics() {
    return routes.stream().<Topic<?>>map(Route::topic).toList();
  }

  @Override
  public void apply(Handle handle, List<Arrived<? extends SpecificRecord>> events) {
    routes.forEach(route -> route.write(handle, events));
  }

  private record Route<T extends SpecificRecord>(Topic<T> topic, Rows<T> rows) {
    void write(Handle handle, List<Arrived<? extends SpecificRecord>> all) {
      List<T> ours =
          all.stream()
              .filter(arrived -> arrived.topic().name().equals(topic.name()))
              .map(arrived -> topic.valueClass().cast(arrived.value()))
              .toList();
      if (!ours.isEmpty()) {
        rows.write(handle, ours);
      }
    }
  }
}
