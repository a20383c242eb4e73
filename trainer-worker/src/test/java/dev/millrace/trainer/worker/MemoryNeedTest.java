package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.train.Assignment;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.train.Fitting;
import dev.millrace.trainer.train.ForecastTrainer;
import dev.millrace.trainer.train.QuantileTrainer;
import dev.millrace.trainer.train.StoppingRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryNeedTest {
  private static DatasetLayout layout(int rows, int features) {
    List<String> names = IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
    return new DatasetLayout(
        names, List.of("persistence"), "target", "load", 24, ExampleData.splits(rows));
  }

  private static Assignment assignment(Kind kind, int folds, Map<String, Object> parameters) {
    Fitting fitting =
        new Fitting(folds, true, Optional.empty(), Optional.empty(), OptionalInt.empty());
    return new Assignment(
        kind, parameters, 1, Metric.MAE, StoppingRule.NONE, fitting, OptionalInt.empty());
  }

  /** The formula of docs/training.md, with other names. */
  @Test
  void reckonsWhatIsDocumented() {
    DatasetLayout layout = layout(100_000, 10);
    Assignment search = assignment(Kind.SEARCH, 3, Map.of());

    assertThat(MemoryNeed.ofDataset(layout, search))
        .isEqualTo(
            new MemoryNeed(100_000L * (4 * 10 + 8 + 28), 10L * (2 * 3 * 90_000 + 8 * 20_000)));
    assertThat(MemoryNeed.ofAttempt(layout, search, 1))
        .isEqualTo(
            new MemoryNeed(
                0, 24_000_000 + 4 * 10 * 90_000 + 3 * (24 * 90_000 + 64 * 10 * 256 * 16)));
    assertThat(MemoryNeed.ofAttempt(layout, assignment(Kind.FINAL_FIT, 3, Map.of()), 1))
        .isEqualTo(
            new MemoryNeed(
                0,
                24_000_000
                    + 4 * 10 * 90_000
                    + 24 * 90_000
                    + 64 * 10 * 256 * 16
                    + 2 * 10 * 90_000
                    + 8 * 10 * 10_000));
  }

  @Test
  void reckonsWithEveryQuantileThatTreesSay() {
    DatasetLayout layout = layout(100_000, 10);
    Fitting nine =
        new Fitting(
            3,
            true,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            new QuantileLevels(List.of(0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)));
    Assignment search = assignment(Kind.SEARCH, 3, Map.of());

    assertThat(new QuantileTrainer().outputs(nine)).isEqualTo(9);
    assertThat(new ForecastTrainer().outputs(nine)).isEqualTo(1);
    assertThat(
            MemoryNeed.ofAttempt(layout, search, 9).minus(MemoryNeed.ofAttempt(layout, search, 1)))
        .isEqualTo(new MemoryNeed(0, 3L * 8 * 16 * 90_000));
  }

  @Test
  void reckonsWithEveryStepOfAPath() {
    DatasetLayout layout = layout(100_000, 10);
    Assignment plain = assignment(Kind.SEARCH, 3, Map.of());
    Fitting fitting =
        new Fitting(
            3,
            true,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            QuantileLevels.DEFAULT,
            true);
    Assignment path =
        new Assignment(
            Kind.SEARCH, Map.of(), 1, Metric.MAE, StoppingRule.NONE, fitting, OptionalInt.empty());

    assertThat(MemoryNeed.ofDataset(layout, path).minus(MemoryNeed.ofDataset(layout, plain)))
        .isEqualTo(new MemoryNeed(100_000L * (4 * 10 + 8 + 28 + 12 + 8 * 24) + 20_000 * 8 * 24, 0));
    assertThat(MemoryNeed.ofAttempt(layout, path, 1))
        .isEqualTo(
            new MemoryNeed(
                0,
                24_000_000
                    + 4 * 10 * 90_000
                    + 3 * ((8 + 16L * 24) * 90_000 + 24 * 64 * 10 * 256 * 16)));
  }

  private static TreeShape search(Map<String, Object> parameters) {
    return TreeShape.of(assignment(Kind.SEARCH, 3, parameters), ExampleData.splits(100_000));
  }

  @Test
  void reckonsWithFewBinsOnFewRows() {
    Assignment search = assignment(Kind.SEARCH, 3, Map.of());
    Assignment finalFit = assignment(Kind.FINAL_FIT, 3, Map.of());

    assertThat(TreeShape.of(search, ExampleData.splits(10_000))).isEqualTo(new TreeShape(64, 64));
    assertThat(TreeShape.of(search, ExampleData.splits(100_000))).isEqualTo(new TreeShape(64, 256));
    assertThat(TreeShape.of(finalFit, ExampleData.splits(10_000)))
        .isEqualTo(new TreeShape(64, 128));
    assertThat(TreeShape.of(finalFit, ExampleData.splits(100_000)))
        .isEqualTo(new TreeShape(64, 256));
  }

  @Test
  void reckonsWithDeepTreesAndManyBins() {
    assertThat(search(Map.of("max_depth", 12L, "max_bin", 1024L)))
        .isEqualTo(new TreeShape(4096, 1024));
    assertThat(search(Map.of("max_depth", 0L, "max_leaves", 31L)).leaves()).isEqualTo(31);
    assertThat(search(Map.of("max_depth", 0L)).leaves()).isEqualTo(65_536);
    assertThat(search(Map.of("max_depth", "deep"))).isEqualTo(new TreeShape(64, 256));
    assertThat(new TreeShape(64, 1024).binBytes()).isEqualTo(4);
    assertThat(new TreeShape(4096, 256).histogramBytes(10, 100)).isEqualTo(100L * 10 * 256 * 16);
  }
}
