package dev.millrace.standalone.bench.search;

import dev.millrace.hpo.search.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Measures samplers on functions.
 *
 * @param budgets numbers of trials, rising
 * @param seeds of the searches of each function by each sampler
 */
public record QualityRun(
    List<String> functions,
    List<Strategy> samplers,
    List<Integer> budgets,
    Seeds seeds,
    int threads) {

  /** So many seeds in a row. */
  public record Seeds(long first, int count) {
    public Seeds {
      if (first < 0 || count < 1) {
        throw new IllegalArgumentException(
            "the first seed must be ≥ 0 and their number ≥ 1, got %d and %d"
                .formatted(first, count));
      }
    }

    LongStream each() {
      return LongStream.range(first, first + count);
    }
  }

  public QualityRun {
    functions = functions.stream().flatMap(QualityRun::expand).distinct().toList();
    samplers = List.copyOf(samplers);
    budgets = budgets.stream().sorted().distinct().toList();
    if (functions.isEmpty() || samplers.isEmpty() || budgets.isEmpty()) {
      throw new IllegalArgumentException("name at least one function, sampler and budget");
    }
    if (budgets.getFirst() < 1 || threads < 1) {
      throw new IllegalArgumentException(
          "trials and threads must be at least 1, got %s and %d".formatted(budgets, threads));
    }
  }

  /**
   * What one sampler reached on one function.
   *
   * @param reached the best values, by budget
   */
  public record Line(
      String function,
      double minimum,
      Strategy sampler,
      List<Spread> reached,
      double cpuMillisPerTrial) {

    public Line {
      reached = List.copyOf(reached);
    }
  }

  /** Samplers by the names that jobs call them. */
  public static String word(Strategy strategy) {
    return strategy.name().toLowerCase(Locale.ROOT);
  }

  private static Stream<String> expand(String name) {
    return switch (name) {
      case "standard" -> BenchFunctions.standard().keySet().stream();
      case "all" -> BenchFunctions.all().keySet().stream();
      default -> {
        if (!BenchFunctions.all().containsKey(name)) {
          throw new IllegalArgumentException(
              "function must be standard, all or one of %s, got %s"
                  .formatted(String.join(", ", BenchFunctions.all().keySet()), name));
        }
        yield Stream.of(name);
      }
    };
  }

  public int lines() {
    return functions.size() * samplers.size();
  }

  /** Measures; each line is told as soon as it is known. */
  public List<Line> measure(Consumer<Line> told) throws InterruptedException {
    List<Line> lines = new ArrayList<>();
    Map<String, BenchFunction> all = BenchFunctions.all();
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      for (String name : functions) {
        for (Strategy sampler : samplers) {
          Line line = line(Objects.requireNonNull(all.get(name)), sampler, executor);
          lines.add(line);
          told.accept(line);
        }
      }
    }
    return lines;
  }

  private Line line(BenchFunction function, Strategy sampler, ExecutorService executor)
      throws InterruptedException {
    List<Callable<QualityBench.Search>> searches = new ArrayList<>();
    seeds
        .each()
        .forEach(seed -> searches.add(() -> QualityBench.search(function, sampler, budgets, seed)));
    List<QualityBench.Search> done = new ArrayList<>();
    for (Future<QualityBench.Search> search : executor.invokeAll(searches)) {
      done.add(result(search));
    }
    List<Spread> reached = new ArrayList<>();
    for (int budget = 0; budget < budgets.size(); budget++) {
      int index = budget;
      reached.add(Spread.of(done.stream().mapToDouble(search -> search.best(index)).toArray()));
    }
    double cpu =
        done.stream().mapToDouble(QualityBench.Search::cpuMillisPerTrial).sum() / done.size();
    return new Line(function.name(), function.minimum(), sampler, reached, cpu);
  }

  private static QualityBench.Search result(Future<QualityBench.Search> search)
      throws InterruptedException {
    try {
      return search.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search failed", e.getCause());
    }
  }
}
