package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.xgboost.Collective;
import dev.millrace.trainer.xgboost.Entrance;
import dev.millrace.trainer.xgboost.Loss;
import dev.millrace.trainer.xgboost.RankAddress;
import dev.millrace.trainer.xgboost.RankTracker;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One model that several ranks train, here threads of one process. */
@Timeout(120)
class TogetherTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 60;

  private final Dataset dataset = ExampleData.dataset(6000, 5);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<RankTracker> trackers = new ArrayList<>();

  @AfterEach
  void stop() {
    threads.shutdownNow();
    trackers.forEach(RankTracker::close);
  }

  private RankTracker tracker(int ranks) {
    RankTracker tracker = RankTracker.start("127.0.0.1", ranks, PATIENCE);
    trackers.add(tracker);
    return tracker;
  }

  /** A thread for each rank. */
  private record Member(int rank, int size, RankTracker tracker) implements Team {
    @Override
    public Membership join() {
      Collective joined = Collective.join(tracker.address(), rank, PATIENCE, new Entrance());
      return new Membership() {
        @Override
        public int least(int own) {
          return joined.least(own);
        }

        @Override
        public void close() {
          joined.close();
        }
      };
    }
  }

  private static final class Onlooker implements Watch {
    private final int stopAfter;
    private int asked;

    private Onlooker(int stopAfter) {
      this.stopAfter = stopAfter;
    }

    @Override
    public void planned(int steps) {}

    @Override
    public void step(Step step) {}

    @Override
    public Optional<String> cancelled() {
      return asked++ >= stopAfter ? Optional.of("enough") : Optional.empty();
    }
  }

  private static Assignment assignment(Loss loss) {
    return new Assignment(
        Kind.FINAL_FIT,
        Map.of("n_estimators", (long) ROUNDS, "learning_rate", 0.1, "subsample", 0.8),
        7,
        Metric.MAE,
        StoppingRule.NONE,
        new Fitting(1, true, Optional.empty(), Optional.of(loss), OptionalInt.empty()),
        OptionalInt.empty());
  }

  private static Assignment assignment() {
    return assignment(Loss.SQUARED_ERROR);
  }

  private List<Future<Outcome>> train(int ranks, Assignment assignment, IntFunction<Watch> watch) {
    return train(ranks, assignment, watch, _ -> Keeper.NONE);
  }

  private List<Future<Outcome>> train(
      int ranks, Assignment assignment, IntFunction<Watch> watch, IntFunction<Keeper> keepers) {
    RankTracker tracker = tracker(ranks);
    List<Future<Outcome>> outcomes = new ArrayList<>();
    for (int rank = 0; rank < ranks; rank++) {
      Member member = new Member(rank, ranks, tracker);
      Watch onlooker = watch.apply(rank);
      outcomes.add(
          threads.submit(
              () -> {
                try (var prepared = new ForecastTrainer().prepare(dataset)) {
                  return prepared.train(assignment, member, onlooker, keepers.apply(member.rank()));
                }
              }));
    }
    return outcomes;
  }

  private Outcome.Fitted alone(Assignment assignment) {
    try (var prepared = new ForecastTrainer().prepare(dataset)) {
      return (Outcome.Fitted) prepared.train(assignment, new Onlooker(Integer.MAX_VALUE));
    }
  }

  private List<Outcome.Fitted> together(int ranks, Assignment assignment) throws Exception {
    List<Outcome.Fitted> fitted = new ArrayList<>();
    for (var outcome : train(ranks, assignment, _ -> new Onlooker(Integer.MAX_VALUE))) {
      fitted.add((Outcome.Fitted) outcome.get());
    }
    return fitted;
  }

  @ParameterizedTest(name = "{0} ranks")
  @ValueSource(ints = {2, 3})
  void giveTheSameModelOnEveryRankAndEveryTime(int ranks) throws Exception {
    List<Outcome.Fitted> once = together(ranks, assignment());
    List<Outcome.Fitted> again = together(ranks, assignment());

    byte[] first = once.getFirst().model().bytes();
    assertThat(once).allSatisfy(rank -> assertThat(rank.model().bytes()).isEqualTo(first));
    assertThat(again).allSatisfy(rank -> assertThat(rank.model().bytes()).isEqualTo(first));
  }

  /** Cuts are found on parts of the rows and rows are sampled by part: near, but not the same. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"squared_error", "absolute_error"})
  void areAboutAsGoodAsOneWorkerAlone(String name) throws Exception {
    Loss loss = Loss.named(name);
    Outcome.Fitted alone = alone(assignment(loss));

    for (int ranks = 2; ranks <= 3; ranks++) {
      Outcome.Fitted together = together(ranks, assignment(loss)).getFirst();
      assertThat(together.objective())
          .as("MAE of %d ranks", ranks)
          .isCloseTo(alone.objective(), within(0.05 * alone.objective()));
      assertThat(together.steps()).isEqualTo(alone.steps());
    }
  }

  @Test
  void isTheModelOfOneWorkerWhenThereIsOneRank() throws Exception {
    assertThat(together(1, assignment()).getFirst().model().bytes())
        .isEqualTo(alone(assignment()).model().bytes());
  }

  @Test
  void failWhenOneOfThemLeaves() throws Exception {
    List<Future<Outcome>> outcomes =
        train(3, assignment(), rank -> new Onlooker(rank == 1 ? 20 : Integer.MAX_VALUE));

    assertThat(outcomes.get(1).get()).isInstanceOf(Outcome.Cancelled.class);
    for (int other : List.of(0, 2)) {
      assertThatThrownBy(() -> outcomes.get(other).get())
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isInstanceOfSatisfying(
              TrainingFailed.class, failed -> assertThat(failed.isBetweenRanks()).isTrue());
    }
  }

  @Test
  void doNotWaitForOneWhoWillNotComeWhenTheMeetingIsOver() {
    RankTracker tracker = tracker(2);
    Future<Collective> waiting =
        threads.submit(() -> Collective.join(tracker.address(), 0, PATIENCE, new Entrance()));

    tracker.close();

    assertThatThrownBy(waiting::get)
        .cause()
        .isInstanceOfSatisfying(
            TrainingFailed.class, failed -> assertThat(failed.isBetweenRanks()).isTrue());
  }

  /** The first rank keeps what all of them go on from. */
  private static final class Shelf implements Keeper {
    private final int keepAt;
    private final List<Checkpoint> kept;
    private int rounds;

    private Shelf(int keepAt, List<Checkpoint> kept) {
      this.keepAt = keepAt;
      this.kept = kept;
    }

    @Override
    public Optional<Checkpoint> found() {
      return kept.stream().findFirst();
    }

    @Override
    public void refused(UnusableCheckpoint why) {
      throw new AssertionError(why);
    }

    @Override
    public boolean isDue() {
      return ++rounds == keepAt;
    }

    @Override
    public void keep(Checkpoint reached) {
      kept.add(reached);
    }
  }

  private List<Checkpoint> kept(int ranks, int atRound) throws Exception {
    List<Checkpoint> kept = new CopyOnWriteArrayList<>();
    List<Future<Outcome>> outcomes =
        train(
            ranks,
            assignment(),
            _ -> new Onlooker(atRound),
            rank -> rank == 0 ? new Shelf(atRound, kept) : Keeper.NONE);
    for (Future<Outcome> outcome : outcomes) {
      assertThat(outcome.get()).isInstanceOf(Outcome.Cancelled.class);
    }
    return kept;
  }

  @Test
  void goOnFromACheckpointToTheModelOfAnUndisturbedTraining() throws Exception {
    List<Checkpoint> kept = kept(2, 25);

    List<Future<Outcome>> resumed =
        train(2, assignment(), _ -> new Onlooker(ROUNDS - 25), _ -> new Shelf(0, kept));

    assertThat(kept).extracting(Checkpoint::round).containsExactly(25);
    byte[] undisturbed = together(2, assignment()).getFirst().model().bytes();
    for (Future<Outcome> rank : resumed) {
      assertThat(((Outcome.Fitted) rank.get()).model().bytes()).isEqualTo(undisturbed);
    }
  }

  @Test
  void beginAnewWhenOneOfThemCannotReadTheCheckpoint() throws Exception {
    List<Checkpoint> kept = kept(2, 25);

    List<Future<Outcome>> anew =
        train(
            2,
            assignment(),
            _ -> new Onlooker(Integer.MAX_VALUE),
            rank -> new Shelf(0, rank == 0 ? kept : List.of()));

    byte[] undisturbed = together(2, assignment()).getFirst().model().bytes();
    for (Future<Outcome> rank : anew) {
      assertThat(((Outcome.Fitted) rank.get()).model().bytes()).isEqualTo(undisturbed);
    }
  }

  /** XGBoost itself would wait for ever for a neighbour that died after it was announced. */
  @Test
  void areLetGoWhenANeighbourDiesWhileTheyMeet() throws Exception {
    RankTracker tracker = tracker(2);
    Entrance entrance = new Entrance();
    try (ServerSocket door = new ServerSocket(0)) {
      Socket neighbour = neighbour(tracker.address(), door);
      Future<Collective> waiting =
          threads.submit(() -> Collective.join(tracker.address(), 0, PATIENCE, entrance));
      door.accept().close();
      neighbour.close();

      entrance.callOff();

      assertThatThrownBy(waiting::get)
          .cause()
          .isInstanceOfSatisfying(
              TrainingFailed.class, failed -> assertThat(failed.isBetweenRanks()).isTrue());
    }
  }

  /** Announces itself to the tracker as rank 1 that listens at this door, in XGBoost's words. */
  private static Socket neighbour(RankAddress tracker, ServerSocket door) throws IOException {
    Socket socket = new Socket(tracker.host(), tracker.port());
    ByteBuffer words = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN).putInt(0xff99);
    for (String word :
        List.of(
            "{\"world_size\":-1,\"rank\":-1,\"task_id\":\"00001\"}",
            "{\"cmd\":1,\"port\":%d,\"error_port\":1}".formatted(door.getLocalPort()))) {
      words.putInt(word.length()).put(word.getBytes(StandardCharsets.US_ASCII));
    }
    socket.getOutputStream().write(words.array(), 0, words.position());
    return socket;
  }

  @Test
  void areToldApartFromTrialsThatCannotBeTrained() {
    assertThatThrownBy(
            () ->
                alone(
                    new Assignment(
                        Kind.FINAL_FIT,
                        Map.of("n_estimators", 3L, "subsample", 7.0),
                        7,
                        Metric.MAE,
                        StoppingRule.NONE,
                        Fitting.DEFAULT,
                        OptionalInt.empty())))
        .isInstanceOfSatisfying(
            TrainingFailed.class, failed -> assertThat(failed.isBetweenRanks()).isFalse());
  }

  @Test
  void shareTheRowsWithoutGapOrOverlap() {
    RankTracker tracker = tracker(4);
    Rows rows = new Rows(3, 20);

    List<Rows> shares =
        IntStream.range(0, 4).mapToObj(rank -> new Member(rank, 4, tracker).share(rows)).toList();

    assertThat(shares)
        .containsExactly(new Rows(3, 7), new Rows(7, 11), new Rows(11, 15), new Rows(15, 20));
  }

  @Test
  void areRefusedByATrainerThatTrainsAlone() {
    Member member = new Member(0, 2, tracker(2));
    try (var prepared = new AnomalyTrainer().prepare(dataset)) {
      assertThatThrownBy(
              () ->
                  prepared.train(
                      assignment(), member, new Onlooker(Integer.MAX_VALUE), Keeper.NONE))
          .hasMessage("a model of this type is trained by one worker alone");
    }
  }
}
