package dev.millrace.intake.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.intake.job.JobEvent.JobAccepted;
import dev.millrace.intake.job.JobEvent.JobEnded;
import dev.millrace.intake.job.JobEvent.JobShown;
import dev.millrace.intake.job.JobEvent.ParentTold;
import dev.millrace.intake.job.JobEvent.SeriesAsked;
import dev.millrace.intake.job.JobEvent.SeriesCancelled;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.Requests;
import dev.millrace.intake.request.SeriesJob;
import dev.millrace.intake.request.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A job that trains a model for each series. */
final class SeriesDeciderTest {
  private final Stage stage = new Stage();

  @Test
  void namedSeriesGetTheirJobsAtOnce() {
    stage.ask(Requests.perSeries("tea", "milk"));

    assertThat(stage.events(JobAccepted.class)).hasSize(1);
    assertThat(stage.events(SeriesAsked.class))
        .extracting(SeriesAsked::job)
        .containsExactly(new SeriesJob("job-1", "tea"), new SeriesJob("job-1", "milk"));
    assertThat(stage.job().status()).isEqualTo(Status.QUEUED);
    assertThat(stage.job().phase()).isEqualTo(Phase.SERIES);
    assertThat(stage.job().seriesCounts()).isEqualTo(new SeriesCounts(2, 0, 0, 0, 0));
  }

  @Test
  void allSeriesGetTheirJobsWhenSomebodySaysWhichThereAre() {
    stage.ask(Requests.perSeries("*"));
    assertThat(stage.events(SeriesAsked.class)).isEmpty();
    assertThat(JobStory.waitingFor(stage.job())).isEqualTo("the list of its series");

    stage.learn(Facts.listed("milk", "tea"), Facts.listed("milk", "tea", "rum"));

    assertThat(stage.events(SeriesAsked.class))
        .extracting(asked -> asked.job().series())
        .containsExactly("milk", "tea");
  }

  @Test
  void theSameRequestAndTheSameNewsTwiceAskForNoMore() {
    stage.ask(Requests.perSeries("tea")).learn(Facts.stands("tea", Status.RUNNING));
    int events = stage.events().size();

    stage.ask(Requests.perSeries("tea")).learn(Facts.stands("tea", Status.RUNNING));

    assertThat(stage.events()).hasSize(events);
  }

  @Test
  void completesWhenEachOfItsSeriesHas() {
    stage.ask(Requests.perSeries("tea", "milk")).learn(Facts.stands("tea", Status.RUNNING));
    assertThat(stage.job().status()).isEqualTo(Status.RUNNING);
    assertThat(stage.job().findings().startedAt()).isPresent();

    stage.learn(Facts.stands("tea", Status.COMPLETED));
    assertThat(JobStory.sentence(stage.job())).isEqualTo("1 of 2 series have ended");
    stage.learn(Facts.stands("milk", Status.COMPLETED));

    assertThat(stage.job().status()).isEqualTo(Status.COMPLETED);
    assertThat(stage.job().phase()).isEqualTo(Phase.DONE);
    assertThat(JobStory.sentence(stage.job())).isEqualTo("2 of 2 series have a new model");
  }

  @Test
  void completesWithTheNamesOfThoseThatFailedWhenSomeDid() {
    stage
        .ask(Requests.perSeries("tea", "milk"))
        .learn(Facts.stands("tea", Status.FAILED), Facts.stands("milk", Status.COMPLETED));

    assertThat(stage.job().status()).isEqualTo(Status.COMPLETED);
    assertThat(stage.job().problems()).isEmpty();
    assertThat(problems()).containsExactly("tea");
    assertThat(JobStory.sentence(stage.job()))
        .isEqualTo("1 of 2 series have a new model, 1 failed");
  }

  private List<String> problems() {
    return stage.job().findings().find(Fact.SeriesMoved.class).stream()
        .flatMap(moved -> moved.problems().keySet().stream())
        .toList();
  }

  @Test
  void failsWhenNoSeriesGotAModel() {
    stage
        .ask(Requests.perSeries("tea", "milk"))
        .learn(Facts.stands("tea", Status.FAILED), Facts.stands("milk", Status.FAILED));

    assertThat(stage.job().status()).isEqualTo(Status.FAILED);
    assertThat(JobStory.sentence(stage.job()))
        .isEqualTo("none of 2 series got a model; the first, 'milk': milk is constant");
  }

  @Test
  void failsWhenThereIsNoSeriesOrTooManyOrNobodyCanSay() {
    Violation reason = new Violation("", "must work", "it is broken");

    assertThat(after(Facts.listed()).problems())
        .extracting(Violation::field)
        .containsExactly("config.target_variable");
    assertThat(after(new Fact.SeriesListed(List.of(), 1001, List.of())).problems())
        .extracting(Violation::message)
        .containsExactly(
            "1001 series have 'load_kw', and a job per series takes at most 1000: name them");
    assertThat(after(new Fact.SeriesListed(List.of(), 0, List.of(reason))).problems())
        .containsExactly(reason);
  }

  private static Job after(Fact fact) {
    Stage stage = new Stage().ask(Requests.perSeries("*")).learn(fact);
    assertThat(stage.events(SeriesAsked.class)).isEmpty();
    assertThat(stage.job().status()).isEqualTo(Status.FAILED);
    return stage.job();
  }

  @Test
  void cancellingItCancelsTheJobsThatHaveNotEndedAndEndsWithTheLastOfThem() {
    stage
        .ask(Requests.perSeries("tea", "milk", "rum"))
        .learn(Facts.stands("tea", Status.COMPLETED), Facts.stands("rum", Status.RUNNING));

    stage.learn(Facts.cancelled());

    assertThat(stage.events(SeriesCancelled.class))
        .extracting(cancelled -> cancelled.job().series())
        .containsExactly("milk", "rum");
    assertThat(stage.job().isEnded()).isFalse();
    stage.learn(Facts.stands("milk", Status.CANCELLED), Facts.stands("rum", Status.CANCELLED));
    assertThat(stage.job().status()).isEqualTo(Status.CANCELLED);
    assertThat(stage.job().seriesCounts()).isEqualTo(new SeriesCounts(0, 0, 1, 0, 2));
  }

  @Test
  void whatIsCancelledBeforeItsSeriesAreKnownIsNeverDivided() {
    stage.ask(Requests.perSeries("*")).learn(Facts.cancelled(), Facts.listed("tea"));

    assertThat(stage.job().status()).isEqualTo(Status.CANCELLED);
    assertThat(stage.events(SeriesAsked.class)).isEmpty();
  }

  @Test
  void whatIsCancelledBeforeItIsAskedForIsNeverDivided() {
    stage.learn(Facts.cancelled());

    stage.ask(Requests.perSeries("tea"));

    assertThat(stage.job().status()).isEqualTo(Status.CANCELLED);
    assertThat(stage.events(SeriesAsked.class)).isEmpty();
  }

  @Test
  void aSeriesThatWasNotAskedForMovesNothing() {
    stage.ask(Requests.perSeries("tea"));
    long revision = stage.job().revision();

    stage.learn(Facts.stands("rum", Status.COMPLETED));

    assertThat(stage.job().revision()).isEqualTo(revision);
    assertThat(stage.job().status()).isEqualTo(Status.QUEUED);
  }

  @Test
  void theJobOfASeriesTellsItsParentWhenItBeginsAndHowItEnds() {
    JobRequest parent = Requests.perSeries("tea");
    SeriesJob job = new SeriesJob("parent", "tea");
    Stage child = new Stage(job.id()).ask(job.request(parent));

    child.learn(
        Facts.prepared(),
        Facts.moved(Phase.SEARCH, 0),
        Facts.moved(Phase.SEARCH, 1),
        Facts.ended(Fact.StudyEnded.Outcome.COMPLETED, "trials"),
        Facts.registered());

    assertThat(child.events(ParentTold.class))
        .extracting(told -> told.series().parentId(), told -> told.job().status())
        .containsExactly(tuple("parent", Status.RUNNING), tuple("parent", Status.COMPLETED));
  }

  @Test
  void aJobThatBelongsToNoneTellsNobody() {
    stage.ask(Requests.sound()).learn(Facts.ended(Fact.StudyEnded.Outcome.FAILED, "failures"));

    assertThat(stage.events(ParentTold.class)).isEmpty();
  }

  @Test
  void keepsTheProblemsOfTheFirstHundredByNameWhoeverFailsFirst() {
    String[] names = IntStream.range(0, 150).mapToObj("s%03d"::formatted).toArray(String[]::new);
    List<String> order = new ArrayList<>(List.of(names));
    Collections.shuffle(order, new Random(7));
    stage.ask(Requests.perSeries(names));

    order.forEach(name -> stage.learn(Facts.stands(name, Status.FAILED)));

    assertThat(problems()).containsExactlyElementsOf(List.of(names).subList(0, 100));
    assertThat(stage.job().seriesCounts().failed()).isEqualTo(150);
  }

  static LongStream seeds() {
    long fresh = System.nanoTime();
    return LongStream.concat(LongStream.of(42), LongStream.range(fresh, fresh + 100));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void inWhateverOrderItsSeriesEndItEndsOnceAndTheSame(long seed) {
    List<Fact> news = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Status end = i < 4 ? Status.COMPLETED : i == 4 ? Status.FAILED : Status.CANCELLED;
      news.add(Facts.stands("s" + i, Status.RUNNING));
      news.add(Facts.stands("s" + i, end));
      news.add(Facts.stands("s" + i, end));
    }
    Collections.shuffle(news, new Random(seed));

    stage.ask(Requests.perSeries("s0", "s1", "s2", "s3", "s4", "s5"));
    news.forEach(stage::learn);

    assertThat(stage.events(JobEnded.class)).hasSize(1);
    assertThat(stage.job().status()).isEqualTo(Status.COMPLETED);
    assertThat(stage.job().seriesCounts()).isEqualTo(new SeriesCounts(0, 0, 4, 1, 1));
    assertThat(stage.events(SeriesAsked.class)).hasSize(6);
    assertThat(stage.events(JobShown.class))
        .extracting(shown -> shown.job().revision())
        .doesNotHaveDuplicates();
  }
}
