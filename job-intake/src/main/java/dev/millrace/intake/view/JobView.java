package dev.millrace.intake.view;

import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.intake.request.Cause;
import dev.millrace.platform.web.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The latest state of every job, and who waits for the next. Thread-safe. */
public final class JobView {

  /**
   * Which jobs; an empty part lets every job through.
   *
   * @param kin whose series they are the jobs of
   */
  public record Filter(
      Optional<String> tenantId,
      Optional<JobStatus> status,
      Optional<String> modelName,
      Optional<Kin> kin) {

    /** The jobs of a job's series. */
    public static Filter seriesOf(String parentId) {
      return new Filter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Kin(parentId)));
    }

    boolean admits(JobState job) {
      return tenantId.map(job.getTenantId()::equals).orElse(true)
          && status.map(job.getStatus()::equals).orElse(true)
          && modelName.map(job.getModelName()::equals).orElse(true)
          && kin.map(parent -> parent.has(job)).orElse(true);
    }
  }

  /**
   * Jobs by the job per series that they belong to.
   *
   * @param parentId that job; {@link #NONE} for the jobs that belong to none
   */
  public record Kin(String parentId) {

    public static final String NONE = "none";

    boolean has(JobState job) {
      boolean belongs = job.getCause().getKind().equals(Cause.SERIES);
      return parentId.equals(NONE)
          ? !belongs
          : belongs && job.getCause().getName().equals(parentId);
    }
  }

  private final Map<String, JobState> jobs = new ConcurrentHashMap<>();
  private final NavigableMap<Place, JobState> ordered = new ConcurrentSkipListMap<>();
  private final Listeners<JobState> listeners = new Listeners<>();

  /** Takes a state from the topic; empty when the job was deleted. */
  public void accept(String jobId, Optional<JobState> state) {
    state.ifPresentOrElse(this::show, () -> remove(jobId));
  }

  /**
   * Shows a job that was just asked for, until its first real state comes. Says whether it was new.
   */
  public synchronized boolean expect(JobState pending) {
    if (jobs.containsKey(pending.getJobId())) {
      return false;
    }
    put(pending);
    return true;
  }

  /** Takes back what was expected and will not come. */
  public synchronized void unexpect(String jobId) {
    JobState known = jobs.get(jobId);
    if (known != null && known.getRevision() == 0) {
      remove(jobId);
    }
  }

  private void show(JobState state) {
    synchronized (this) {
      JobState known = jobs.get(state.getJobId());
      if (known != null && known.getRevision() >= state.getRevision()) {
        return;
      }
      put(state);
    }
    listeners.tell(state.getJobId(), state);
  }

  private void put(JobState state) {
    JobState before = jobs.put(state.getJobId(), state);
    if (before != null) {
      ordered.remove(placeOf(before));
    }
    ordered.put(placeOf(state), state);
  }

  private synchronized void remove(String jobId) {
    JobState before = jobs.remove(jobId);
    if (before != null) {
      ordered.remove(placeOf(before));
    }
  }

  public Optional<JobState> find(String jobId) {
    return Optional.ofNullable(jobs.get(jobId));
  }

  /** The jobs after a place, newest first. */
  public Page<JobState> list(Filter filter, Optional<Place> after, int limit) {
    List<JobState> found =
        after.map(place -> ordered.tailMap(place, false)).orElse(ordered).values().stream()
            .filter(filter::admits)
            .limit(limit + 1L)
            .toList();
    long total = jobs.values().stream().filter(filter::admits).count();
    return Page.of(found, limit, total, last -> placeOf(last).cursor());
  }

  /** The jobs of a job's series. */
  public List<JobState> seriesOf(String parentId) {
    Filter filter = Filter.seriesOf(parentId);
    return jobs.values().stream().filter(filter::admits).toList();
  }

  /** Every job, newest first. */
  Iterable<JobState> newestFirst() {
    return ordered.values();
  }

  /** Tells the listener every later state of a job, until the answer is closed. */
  public Following follow(String jobId, Consumer<JobState> listener) {
    return listeners.add(jobId, listener);
  }

  /** Waits until a job is as wanted; empty when it is not in time. */
  public Optional<JobState> await(String jobId, Predicate<JobState> wanted, Duration patience) {
    CompletableFuture<JobState> met = new CompletableFuture<>();
    Consumer<JobState> listener =
        state -> {
          if (wanted.test(state)) {
            met.complete(state);
          }
        };
    try (Following _ = follow(jobId, listener)) {
      find(jobId).ifPresent(listener);
      return Optional.of(met.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a job's state could not be judged", e.getCause());
    }
  }

  private static Place placeOf(JobState state) {
    return new Place(state.getCreatedAt(), state.getJobId());
  }
}
