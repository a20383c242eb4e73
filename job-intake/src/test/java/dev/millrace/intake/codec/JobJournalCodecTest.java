package dev.millrace.intake.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.DataQuality;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.ModelCard;
import dev.millrace.intake.job.Best;
import dev.millrace.intake.job.Counts;
import dev.millrace.intake.job.Fact;
import dev.millrace.intake.job.Job;
import dev.millrace.intake.job.JobCommand;
import dev.millrace.intake.job.JobDecider;
import dev.millrace.intake.job.Phase;
import dev.millrace.intake.job.Plan;
import dev.millrace.intake.job.Status;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.Requests;
import dev.millrace.intake.request.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the journal forgets, a restart would change: after every step a job must read back equal.
 */
final class JobJournalCodecTest {
  private static final Instant AT = Instant.parse("2025-11-21T08:00:00Z");
  private static final List<Violation> WHY = List.of(new Violation("f", "rule", "message"));

  private final JobDecider decider = new JobDecider();

  static LongStream seeds() {
    long fresh = System.nanoTime();
    return LongStream.concat(LongStream.of(42), LongStream.range(fresh, fresh + 100));
  }

  /** The dataset, and the registration, each say one of two things. */
  private static List<JobCommand> commands(SplittableRandom random) {
    AvroDocument quality =
        new AvroDocument(DataQuality.newBuilder().setObservations(1_000).build());
    AvroDocument dataset = new AvroDocument(DatasetRef.newBuilder().setRows(900).build());
    AvroDocument model = new AvroDocument(ModelCard.newBuilder().setSeed(7).build());
    Counts counts = new Counts(1, 2, 3, 4, 5, 6, 7);
    Optional<Best> best = Optional.of(new Best(3, 1.5));
    Plan plan = new Plan(25, "medium volume");
    return List.of(
        new JobCommand.Ask(Requests.sound()),
        new JobCommand.Learn(
            random.nextBoolean()
                ? new Fact.DatasetPrepared(dataset, quality)
                : new Fact.DatasetRefused(WHY, quality)),
        new JobCommand.Learn(
            new Fact.StudyMoved(
                Phase.SEARCH, Optional.of(AT), counts, best, plan, "", "gp: 6 parameters")),
        new JobCommand.Learn(
            new Fact.StudyMoved(
                Phase.QUEUE,
                Optional.empty(),
                Counts.NONE,
                Optional.empty(),
                Plan.UNKNOWN,
                "a free slot: all 4 are taken",
                "")),
        new JobCommand.Learn(
            new Fact.StudyEnded(
                Fact.StudyEnded.Outcome.COMPLETED,
                "trials",
                "all done",
                Optional.of(AT),
                counts,
                best,
                plan,
                Optional.of(model))),
        new JobCommand.Learn(
            new Fact.StudyEnded(
                Fact.StudyEnded.Outcome.FAILED,
                "failures",
                "too many",
                Optional.empty(),
                counts,
                Optional.empty(),
                Plan.UNKNOWN,
                Optional.empty())),
        new JobCommand.Learn(
            random.nextBoolean()
                ? new Fact.ModelRegistered("acme/m/1.0.0", "1.0.0")
                : new Fact.RegistrationRefused(WHY)),
        new JobCommand.Learn(new Fact.CancelAsked(AT, "ann", "because")));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyJobReadsBackEqual(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<JobCommand> left = new ArrayList<>(commands(random));
    Job job = decider.initial("job-1");
    while (!left.isEmpty()) {
      for (var event : decider.decide(job, left.remove(random.nextInt(left.size())), AT)) {
        job = decider.evolve(job, event);
      }

      assertThat(JobJournalCodec.read(JobJournalCodec.write(job))).isEqualTo(job);
    }
  }

  /** A job per series: named ones, or those that somebody listed. */
  private static List<JobCommand> ofSeries(SplittableRandom random) {
    Optional<Instant> started = Optional.of(AT);
    return List.of(
        new JobCommand.Learn(
            random.nextInt(4) == 0
                ? new Fact.SeriesListed(List.of(), 0, WHY)
                : new Fact.SeriesListed(List.of("milk", "rum", "tea"), 3, List.of())),
        new JobCommand.Learn(Fact.SeriesMoved.of("tea", Status.RUNNING, "", started)),
        new JobCommand.Learn(Fact.SeriesMoved.of("tea", Status.FAILED, "constant", started)),
        new JobCommand.Learn(Fact.SeriesMoved.of("milk", Status.COMPLETED, "", started)),
        new JobCommand.Learn(Fact.SeriesMoved.of("rum", Status.CANCELLED, "", Optional.empty())),
        new JobCommand.Learn(new Fact.CancelAsked(AT, "ann", "because")));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyJobPerSeriesReadsBackEqual(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<JobCommand> left = new ArrayList<>(ofSeries(random));
    JobRequest request =
        random.nextBoolean() ? Requests.perSeries("*") : Requests.perSeries("tea", "rum", "milk");
    left.add(random.nextInt(2), new JobCommand.Ask(request));
    Job job = decider.initial("job-1");
    for (JobCommand command : left) {
      for (var event : decider.decide(job, command, AT)) {
        job = decider.evolve(job, event);
      }

      assertThat(JobJournalCodec.read(JobJournalCodec.write(job))).isEqualTo(job);
    }
  }
}
