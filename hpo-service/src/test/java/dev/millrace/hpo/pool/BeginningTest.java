package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.pool.PoolEvent.HistoryDropped;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Value;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Beginning;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.SeriesProfile;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a search begins with: enqueued parameters, earlier studies, or the history of one. */
class BeginningTest {

  private static final Dataset FIRST = Jobs.dataset("sha1", profile(1000, 50));
  private static final Dataset LATER = Jobs.dataset("sha2", profile(1100, 52));

  // ---- enqueued

  @Test
  void triesEnqueuedParametersFirst() {
    Beginning beginning = new Beginning(List.of(rate(0.2), rate(7)), false, "");
    PoolDriver pool = PoolDriver.withSlots(1);

    pool.queue(begun(beginning, job("a", 3, 1)));
    pool.complete(new AttemptId("a", 0, 1), 5);

    List<TrialProposed> proposed = pool.happened(TrialProposed.class);
    assertThat(proposed)
        .extracting(TrialProposed::parameters)
        .containsExactly(rate(0.2), rate(0.3));
    assertThat(proposed)
        .extracting(TrialProposed::reason)
        .containsExactly("enqueued, 1 of 2", "enqueued, 2 of 2");
  }

  @Test
  void samplesWhatAnEnqueuedEntryLeavesOut() {
    Beginning beginning =
        new Beginning(List.of(Parameters.of(Map.of("unknown", new Value.Flag(true)))), false, "");
    PoolDriver pool = PoolDriver.withSlots(1);
    PoolDriver plain = PoolDriver.withSlots(1);

    pool.queue(begun(beginning, job("a", 3, 1)));
    plain.queue(job("a", 3, 1));

    assertThat(pool.happened(TrialProposed.class).getFirst().parameters())
        .isEqualTo(plain.happened(TrialProposed.class).getFirst().parameters());
  }

  // ---- warm start

  @Test
  void beginsARetrainingWithTheBestOfEarlierStudies() {
    PoolDriver pool = PoolDriver.withSlots(1);
    train(pool, warm(job("a", 4, 1)), FIRST);
    List<Parameters> earlier =
        pool.happened(TrialProposed.class).stream().map(TrialProposed::parameters).toList();

    train(pool, warm(job("b", 4, 1)), LATER);

    List<TrialProposed> second =
        pool.happened(TrialProposed.class).stream()
            .filter(event -> event.studyId().equals("b"))
            .toList();
    assertThat(second.subList(0, 3))
        .extracting(TrialProposed::parameters)
        .containsExactly(earlier.get(3), earlier.get(2), earlier.get(1));
    assertThat(second.getFirst().reason())
        .startsWith("warm start: trial 3 of a reached 6.0 on data with likeness 0.");
    assertThat(second.get(3).reason()).doesNotContain("warm start");
  }

  @Test
  void isIndependentOfThePastWithoutWarmStart() {
    PoolDriver pool = PoolDriver.withSlots(1);
    train(pool, warm(job("a", 4, 1)), FIRST);
    train(pool, job("b", 4, 1), LATER);
    PoolDriver fresh = PoolDriver.withSlots(1);
    train(fresh, job("b", 4, 1), LATER);

    assertThat(parametersOf(pool, "b")).isEqualTo(parametersOf(fresh, "b"));
  }

  @Test
  void repeatsAStudyOfTheSameDatasetExactly() {
    PoolDriver pool = PoolDriver.withSlots(1);

    train(pool, warm(job("a", 12, 1)), FIRST);
    train(pool, warm(job("b", 12, 1)), FIRST);

    assertThat(parametersOf(pool, "b")).isEqualTo(parametersOf(pool, "a"));
  }

  @Test
  void learnsNothingFromAnotherTenantOrAnotherModel() {
    PoolDriver pool = PoolDriver.withSlots(1);
    train(pool, warm(job("a", 4, 1)), FIRST);
    PoolDriver fresh = PoolDriver.withSlots(1);

    train(pool, Jobs.of("bolt", warm(job("b", 4, 1))), LATER);
    train(fresh, Jobs.of("bolt", warm(job("b", 4, 1))), LATER);

    assertThat(parametersOf(pool, "b")).isEqualTo(parametersOf(fresh, "b"));
  }

  // ---- continuation

  @Test
  void goesOnWithTheHistoryOfAFinishedStudy() {
    PoolDriver pool = PoolDriver.withSlots(1);
    train(pool, job("a", 4, 1), FIRST);

    pool.queue(begun(new Beginning(List.of(), false, "a"), job("b", 2, 1)), FIRST);

    assertThat(pool.lastProposed()).isEqualTo(new AttemptId("b", 4, 1));
    assertThat(((Study.Active) pool.state().study("b").orElseThrow()).trials().history())
        .hasSize(4);
    pool.complete(new AttemptId("b", 4, 1), 50);
    pool.complete(new AttemptId("b", 5, 1), 60);
    Study.FinalFit fit = (Study.FinalFit) pool.state().study("b").orElseThrow();
    assertThat(fit.fit().number()).isEqualTo(6);
    assertThat(fit.best().trial()).isEqualTo(3);
    assertThat(fit.best().metrics()).containsEntry("mae", 1.5);
  }

  @Test
  void suggestsWhatTheLongerStudyWouldHaveSuggested() {
    PoolDriver pool = PoolDriver.withSlots(1);
    train(pool, job("a", 12, 1), FIRST);
    PoolDriver longer = PoolDriver.withSlots(1);
    train(longer, job("a", 13, 1), FIRST);

    pool.queue(begun(new Beginning(List.of(), false, "a"), job("b", 1, 1)), FIRST);

    assertThat(parametersOf(pool, "b").getFirst()).isEqualTo(parametersOf(longer, "a").get(12));
  }

  @Test
  void refusesToContinueOnAnotherDataset() {
    PoolDriver pool = PoolDriver.withSlots(1);
    train(pool, job("a", 4, 1), FIRST);

    pool.queue(begun(new Beginning(List.of(), false, "a"), job("b", 2, 1)), LATER);

    StudyClosed closed = pool.happened(StudyClosed.class).getLast();
    assertThat(closed.reason()).isEqualTo(StopReason.REFUSED);
    assertThat(closed.message())
        .isEqualTo("job a cannot be continued, since its dataset was another one: sha1, now sha2");
  }

  @Test
  void refusesToContinueWhatNobodyRemembers() {
    for (Job other : List.of(job("b", 2, 1), Jobs.of("bolt", job("b", 2, 1)))) {
      PoolDriver pool = PoolDriver.withSlots(1);
      train(pool, Jobs.of("cube", job("a", 4, 1)), FIRST);

      pool.tell(new PoolCommand.TakeDataset("b", FIRST));
      pool.tell(new PoolCommand.TakeJob(begun(new Beginning(List.of(), false, "a"), other)));

      assertThat(pool.happened(StudyClosed.class).getLast().message())
          .startsWith("job a has no study that can be continued");
    }
  }

  @Test
  void forgetsTheOldestHistoryWhenThereAreTooMany() {
    PoolDriver pool =
        PoolDriver.withSlots(
            1,
            PoolSettings.DEFAULT.with(
                new Recollection(
                    Duration.ofDays(1), Duration.ofDays(7), 7, Duration.ofDays(9), 8)));

    train(pool, job("a", 4, 1), FIRST);
    train(pool, job("b", 4, 1), FIRST);

    assertThat(pool.happened(HistoryDropped.class))
        .extracting(HistoryDropped::studyId)
        .containsExactly("a");
    assertThat(pool.queue(job("a", 4, 1)))
        .containsExactly(new PoolEvent.Refused("a", Refusal.STUDY_CLOSED));
  }

  private static void train(PoolDriver pool, Job job, Dataset dataset) {
    pool.queue(job, dataset);
    int trials = job.plan().trials();
    for (int trial = 0; trial < trials; trial++) {
      pool.complete(new AttemptId(job.id(), trial, 1), 9 - trial);
    }
    pool.fit(new AttemptId(job.id(), trials, 1));
  }

  private static List<Parameters> parametersOf(PoolDriver pool, String study) {
    return pool.happened(TrialProposed.class).stream()
        .filter(event -> event.studyId().equals(study))
        .map(TrialProposed::parameters)
        .toList();
  }

  private static Job warm(Job job) {
    return begun(new Beginning(List.of(), true, ""), job);
  }

  private static Job begun(Beginning beginning, Job job) {
    return Jobs.with(plan -> plan.begin(beginning), job);
  }

  private static Parameters rate(double rate) {
    return Parameters.of(Map.of("learning_rate", new Value.Real(rate)));
  }

  private static SeriesProfile profile(long observations, double mean) {
    return new SeriesProfile(
        observations, 0, OptionalDouble.of(1), OptionalDouble.of(mean), OptionalDouble.of(10));
  }
}
