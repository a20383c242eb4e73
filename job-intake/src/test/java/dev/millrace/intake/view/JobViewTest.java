package dev.millrace.intake.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.Cause;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.intake.view.JobView.Filter;
import dev.millrace.platform.web.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobViewTest {
  private static final Filter ALL =
      new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final JobView view = new JobView();

  private static JobState.Builder job(String id, long createdAt, long revision) {
    return JobState.newBuilder()
        .setJobId(id)
        .setTenantId("acme")
        .setModelName("load")
        .setStatus(JobStatus.QUEUED)
        .setCreatedAt(Instant.ofEpochSecond(createdAt))
        .setRevision(revision);
  }

  private void show(JobState.Builder job) {
    JobState state = job.build();
    view.accept(state.getJobId(), Optional.of(state));
  }

  @Test
  void pagesThroughAllJobsOnceNewestFirstWhileNewOnesArrive() {
    IntStream.range(0, 25).forEach(i -> show(job("job-%02d".formatted(i), i / 2, 1)));

    List<String> seen = new ArrayList<>();
    Optional<Place> next = Optional.empty();
    do {
      Page<JobState> page = view.list(ALL, next, 7);
      page.items().forEach(job -> seen.add(job.getJobId()));
      next = Optional.ofNullable(page.nextCursor()).flatMap(Place::of);
      show(job("late-" + seen.size(), 1_000 + seen.size(), 1));
    } while (next.isPresent());

    assertThat(seen)
        .containsExactlyElementsOf(
            IntStream.range(0, 25).mapToObj(i -> "job-%02d".formatted(24 - i)).toList());
  }

  @Test
  void filtersAndCountsWhatTheFilterLetsThrough() {
    show(job("a", 1, 1));
    show(job("b", 2, 1).setTenantId("other"));
    show(job("c", 3, 1).setModelName("price"));
    show(job("d", 4, 1).setStatus(JobStatus.FAILED));

    assertThat(
            ids(
                new Filter(
                    Optional.of("acme"), Optional.empty(), Optional.empty(), Optional.empty())))
        .containsExactly("d", "c", "a");
    assertThat(
            ids(
                new Filter(
                    Optional.of("acme"),
                    Optional.of(JobStatus.QUEUED),
                    Optional.of("load"),
                    Optional.empty())))
        .containsExactly("a");
    assertThat(view.list(ALL, Optional.empty(), 1).total()).isEqualTo(4);
  }

  @Test
  void tellsTheJobsOfAJobsSeriesFromThoseThatBelongToNone() {
    Cause ofSeries = Cause.newBuilder().setKind("series").setName("parent").build();
    show(job("parent", 1, 1));
    show(job("a", 2, 1).setCause(ofSeries));
    show(job("b", 3, 1).setCause(ofSeries));
    show(job("other", 4, 1).setCause(Cause.newBuilder(ofSeries).setName("another").build()));
    show(job("retry", 5, 1).setCause(Cause.newBuilder(ofSeries).setKind("retry").build()));

    assertThat(ids(Filter.seriesOf("parent"))).containsExactly("b", "a");
    assertThat(ids(Filter.seriesOf("none"))).containsExactly("retry", "parent");
    assertThat(view.seriesOf("parent")).extracting(JobState::getJobId).containsOnly("a", "b");
  }

  private List<String> ids(Filter filter) {
    return view.list(filter, Optional.empty(), 50).items().stream()
        .map(JobState::getJobId)
        .toList();
  }

  @Test
  void anOlderStateDoesNotReplaceANewerOne() {
    show(job("a", 1, 3).setPhase("search"));
    show(job("a", 1, 2).setPhase("queue"));

    assertThat(view.find("a").orElseThrow().getPhase()).isEqualTo("search");
  }

  @Test
  void anExpectedJobIsThereUntilItsFirstStateTakesItsPlace() {
    assertThat(view.expect(job("a", 5, 0).build())).isTrue();
    assertThat(view.find("a")).isPresent();

    show(job("a", 6, 1));

    assertThat(view.list(ALL, Optional.empty(), 9).items())
        .extracting(JobState::getRevision)
        .containsExactly(1L);
    assertThat(view.expect(job("a", 7, 0).build())).isFalse();
  }

  @Test
  void whatWasExpectedInVainIsTakenBackButNotWhatCame() {
    view.expect(job("a", 5, 0).build());
    view.unexpect("a");
    show(job("b", 6, 1));
    view.unexpect("b");

    assertThat(view.find("a")).isEmpty();
    assertThat(view.find("b")).isPresent();
  }

  @Test
  void awaitsAStateThatComesLater() throws Exception {
    show(job("a", 1, 1));

    CompletableFuture<Optional<JobState>> waiting =
        CompletableFuture.supplyAsync(
            () -> view.await("a", job -> job.getRevision() == 2, Duration.ofSeconds(30)));
    show(job("a", 1, 2));

    assertThat(waiting.get()).isPresent();
    assertThat(view.await("a", job -> job.getRevision() == 3, Duration.ZERO)).isEmpty();
  }

  @Test
  void aFollowerHearsEveryChangeUntilItStops() {
    List<Long> heard = new ArrayList<>();
    Following following = view.follow("a", job -> heard.add(job.getRevision()));

    show(job("a", 1, 1));
    show(job("b", 1, 1));
    show(job("a", 1, 2));
    following.close();
    show(job("a", 1, 3));

    assertThat(heard).containsExactly(1L, 2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "!!!", "MTIz", "OmFi", "eDp5", "OTk5OTk5OTk5OTk5OTk5OTk5OTk6YQ"})
  void aWordThatIsNoCursorMeansNoPlace(String word) {
    assertThat(Place.of(word)).isEmpty();
  }

  @Test
  void estimatesFromWhatItsLikeTookAndSaysNothingBefore() {
    DurationEstimate estimate = new DurationEstimate(view);
    JobState asked =
        job("new", 100, 1)
            .setConfig(JobConfig.newBuilder().setNTrials(8).setParallelTrials(4).build())
            .build();
    assertThat(estimate.secondsFor(asked)).isEmpty();

    show(
        job("past", 0, 9)
            .setStatus(JobStatus.COMPLETED)
            .setStartedAt(Instant.ofEpochSecond(3))
            .setFinishedAt(Instant.ofEpochSecond(13))
            .setConfig(JobConfig.newBuilder().setNTrials(16).setParallelTrials(4).build()));

    // 3 s until the first trial; 10 s for 4 rounds and the final fit; now 2 rounds and the final.
    assertThat(estimate.secondsFor(asked)).hasValue(3 + 2 * 3);
  }
}
