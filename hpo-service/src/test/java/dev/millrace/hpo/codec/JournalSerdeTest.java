package dev.millrace.hpo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.events.TrialCompleted;
import dev.millrace.hpo.pool.Ending;
import dev.millrace.hpo.pool.Lease;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.Objectives;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Value;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Budget;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.EarlierStudy;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.SeriesProfile;
import dev.millrace.hpo.study.StartingPoint;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Subject;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.testkit.InMemorySchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalSerdeTest {

  private static final String TOPIC = "journal";
  private static final Path GOLDEN = Path.of("src/test/golden/journal.txt");
  private static final Instant AT = PublicEvents.NOON;
  private static final Instant UNTIL = AT.plusSeconds(30);
  private static final AttemptId ATTEMPT = new AttemptId("a", 3, 2);

  private final Serde<PoolEvent> serde =
      JournalSerde.of(new AvroEventCodec(new InMemorySchemaRegistry()));

  static Stream<PoolEvent.Lasting> events() {
    Job job = JobCodec.fromAvro(PublicEvents.jobAccepted("a", 20, 3));
    Dataset dataset = DatasetCodec.fromAvro(PublicEvents.datasetPrepared("a"));
    EnclosedEvent model =
        new EnclosedEvent(TrialCompleted.newBuilder().setStudyId("a").setTrialNumber(3).build());
    List<Lease> out =
        List.of(
            new Lease.Offered(ATTEMPT, UNTIL),
            new Lease.Held(new AttemptId("a", 4, 1), new Lease.Holder("w1", "shed", AT), UNTIL));
    Parameters parameters =
        Parameters.of(
            Map.of(
                "booster", new Value.Text("dart"),
                "depth", new Value.Whole(7),
                "exact", new Value.Flag(true),
                "rate", new Value.Real(0.1)));
    return Stream.of(
        new PoolEvent.JobNoted(job, AT),
        new PoolEvent.DatasetNoted("a", dataset, AT),
        new PoolEvent.RefusalNoted("a", List.of("too few rows", "constant target"), AT),
        new PoolEvent.CancellationNoted("a", "not needed", AT),
        new PoolEvent.StudyQueued(job, dataset, new Budget(0, 25, "25 trials, since …"), AT),
        new PoolEvent.HistoryRecalled(
            "a",
            List.of(
                new FinishedTrial(0, parameters, new Outcome.Complete(1.5)),
                new FinishedTrial(1, Parameters.NONE, new Outcome.Failed("out of memory"))),
            Map.of("mae", 1.5),
            AT),
        new PoolEvent.StudyStarted(
            "a",
            List.of(
                new StartingPoint(parameters, "", "enqueued, 1 of 1"),
                new StartingPoint(parameters, "earlier", "warm start: …")),
            AT),
        new PoolEvent.SearchStopped("a", StopReason.PATIENCE, AT),
        new PoolEvent.SearchEnded("a", StopReason.TIMEOUT, AT),
        closed(new Ending.Completed(ATTEMPT, model), StopReason.TRIALS, List.of(), true),
        closed(new Ending.Failed(), StopReason.FAILURES, out, false),
        closed(new Ending.Cancelled(), StopReason.CANCELLED, out, true),
        new PoolEvent.HistoryDropped("a", "acme", AT.minusSeconds(60), out, AT),
        new PoolEvent.ModelRemembered("acme/load_forecast", "a", List.of(earlier(parameters)), AT),
        new PoolEvent.StudyForgotten("a", AT),
        new PoolEvent.TrialProposed(ATTEMPT, 3, parameters, "", UNTIL, AT),
        new PoolEvent.AttemptStarted(
            ATTEMPT.ofRank(2), new Lease.Holder("w1", "shed", AT), UNTIL, AT),
        new PoolEvent.AttemptEnded(ATTEMPT.ofRank(2), AT),
        new PoolEvent.CheckpointNoted(
            ATTEMPT, new Checkpoint(2, 400, "s3://millrace/checkpoints/abc", "abc", 70_000), AT),
        new PoolEvent.AttemptLost(ATTEMPT.ofRank(2), "worker w1 fell silent", AT),
        counted(new Outcome.Complete(1.5)),
        counted(new Outcome.Complete(Objectives.of(1.5, -2, 3), 0.25)),
        counted(new Outcome.Pruned(Double.POSITIVE_INFINITY, 12, 0.25)),
        counted(new Outcome.Failed("out of memory")),
        counted(new Outcome.Cancelled("not needed")));
  }

  private static PoolEvent.StudyClosed closed(
      Ending ending, StopReason reason, List<Lease> out, boolean archived) {
    return new PoolEvent.StudyClosed("a", "acme", ending, reason, "it is over", out, archived, AT);
  }

  private static EarlierStudy earlier(Parameters parameters) {
    return new EarlierStudy(
        "a",
        "abc",
        new Subject("load_forecast", "forecast_basic", "load_kw", 24),
        new SeriesProfile(
            8760, 0.25, OptionalDouble.of(1.5), OptionalDouble.of(42), OptionalDouble.empty()),
        List.of(new EarlierStudy.GoodTrial(3, parameters, 1.5)));
  }

  private static PoolEvent.TrialCounted counted(Outcome outcome) {
    Curve curve = Curve.ofValues(List.of(4f, 3.5f, Float.POSITIVE_INFINITY, Float.NaN));
    return new PoolEvent.TrialCounted(ATTEMPT, outcome, curve, Map.of("mae", 1.5), AT);
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsWhatItWrote(PoolEvent.Lasting event) {
    byte[] bytes = serde.serializer().serialize(TOPIC, event);

    assertThat(serde.deserializer().deserialize(TOPIC, bytes)).isEqualTo(event);
  }

  @Test
  void coversEveryLastingEvent() {
    assertThat(events().<Class<?>>map(Object::getClass).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Stream.of(PoolEvent.Lasting.class.getPermittedSubclasses())
                        .filter(type -> !type.isInterface()),
                    Stream.of(PoolEvent.AboutAttempt.class.getPermittedSubclasses()))
                .toList());
  }

  @Test
  void refusesToKeepWhatIsFleeting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> serde.serializer().serialize(TOPIC, new PoolEvent.WorkerGone("w1")));
  }

  /** Old journals lie on brokers: what was written must stay readable, to the byte. */
  @Test
  void writesTheGoldenBytes() throws IOException {
    List<String> lines = new ArrayList<>();
    events()
        .filter(event -> event instanceof PoolEvent.AboutAttempt)
        .forEach(
            event ->
                lines.add(
                    event.getClass().getSimpleName()
                        + " "
                        + HexFormat.of().formatHex(serde.serializer().serialize(TOPIC, event))));
    Path written = Path.of("target/golden/journal.txt");
    Files.createDirectories(written.getParent());
    Files.write(written, lines);

    assertThat(lines)
        .as("if this is meant: cp hpo-service/%s hpo-service/%s", written, GOLDEN)
        .isEqualTo(Files.readAllLines(GOLDEN));
  }
}
