package dev.millrace.features.measurement.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.MeasurementView.Stretch;
import dev.millrace.features.dataset.SeriesData;
import dev.millrace.features.dataset.SeriesData.UnknownSeries;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers side by side, and one who takes in order. */
@Timeout(60)
class ReadAheadTest {

  private final List<Stretch> wanted =
      IntStream.range(0, 50).mapToObj(i -> new Stretch("s" + i, TimeRange.ALL)).toList();
  private final ReadAhead ahead = new ReadAhead("v", wanted);
  private final List<SeriesData> found = new ArrayList<>();

  @Test
  void oneReaderReadsAllInOrder() {
    try (Readers readers = new Readers()) {
      readers.begin(() -> ahead.read(view(_ -> {})));
      ahead.takeAll(found::add);
    }
    assertThat(found).extracting(SeriesData::series).isEqualTo(names());
  }

  @Test
  void whatOneReaderIsSlowWithTheOthersDoNotWaitFor() {
    CountDownLatch othersDone = new CountDownLatch(2);
    try (Readers readers = new Readers()) {
      readers.begin(() -> ahead.read(view(_ -> await(othersDone))));
      readers.begin(() -> ahead.read(view(_ -> othersDone.countDown())));
      ahead.takeAll(found::add);
    }
    assertThat(found).extracting(SeriesData::series).isEqualTo(names());
  }

  @Test
  void noMoreThanThreeAreHeldAheadOfTheOneWhoTakes() {
    AtomicInteger begun = new AtomicInteger();
    List<Integer> leads = new ArrayList<>();
    try (Readers readers = new Readers()) {
      readers.begin(() -> ahead.read(view(_ -> begun.incrementAndGet())));
      readers.begin(() -> ahead.read(view(_ -> begun.incrementAndGet())));
      ahead.takeAll(
          data -> {
            leads.add(begun.get() - found.size());
            found.add(data);
          });
    }
    assertThat(found).hasSize(50);
    assertThat(leads).allMatch(lead -> lead <= 3);
  }

  @Test
  void whatAReaderMeetsIsThrownToTheOneWhoTakesAfterWhatCameBefore() {
    IllegalStateException broken = new IllegalStateException("broken");
    Consumer<String> breaking =
        series -> {
          if (series.equals("s7")) {
            throw broken;
          }
        };
    try (Readers readers = new Readers()) {
      readers.begin(() -> ahead.read(view(breaking)));
      readers.begin(() -> ahead.read(view(breaking)));
      assertThatThrownBy(() -> ahead.takeAll(found::add)).isSameAs(broken);
    }
    assertThat(found).extracting(SeriesData::series).isEqualTo(names().subList(0, 7));
  }

  private List<String> names() {
    return wanted.stream().map(Stretch::series).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A view in which nothing is known, that does something at each question. */
  private static MeasurementView view(Consumer<String> atEach) {
    return new MeasurementView() {
      @Override
      public SeriesData find(String series, String variable, TimeRange range) {
        atEach.accept(series);
        return new UnknownSeries(series);
      }

      @Override
      public Observations observations(String series, String variable, TimeRange range) {
        return new Observations(new long[0], new double[0], 0);
      }

      @Override
      public Versions versions(String series, String variable, TimeRange range) {
        return new Versions(new long[0], new long[0], new double[0]);
      }

      @Override
      public List<String> seriesWith(String variable) {
        return List.of();
      }

      @Override
      public List<String> variablesOf(String series) {
        return List.of();
      }
    };
  }
}
