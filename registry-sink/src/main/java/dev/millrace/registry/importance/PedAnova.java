package dev.millrace.registry.importance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * PED-ANOVA (Watanabe, Bansal, Hutter: "PED-ANOVA: Efficiently Quantifying Hyperparameter
 * Importance in Arbitrary Subspaces", IJCAI 2023): a parameter matters as far as its values among
 * the best trials are spread otherwise than among all trials. Costs time in proportion to trials
 * and parameters, and depends on nothing but its arguments.
 */
public final class PedAnova {

  /** Fewer trials say nothing. */
  public static final int FEWEST_TRIALS = 10;

  /** Share of the trials that count as the best. */
  public static final double BEST_SHARE = 0.1;

  /** With few trials, a tenth of them would be chance: so many are the best, up to half of all. */
  private static final int FEWEST_BEST = 10;

  private static final int CELLS = 50;

  private final List<Observation> all;
  private final double bound;
  private final Set<String> logarithmic;

  private PedAnova(List<Observation> all, Set<String> logarithmic) {
    this.all = all;
    this.bound = bound(all);
    this.logarithmic = logarithmic;
  }

  /**
   * Importances that sum to 1, the largest first; none when there are too few trials or when no
   * parameter makes a difference.
   *
   * @param logarithmic names of the parameters that were searched on a logarithmic scale
   */
  public static List<Importance> of(List<Observation> trials, Set<String> logarithmic) {
    List<Observation> finite =
        trials.stream().filter(trial -> Double.isFinite(trial.value())).toList();
    return finite.size() < FEWEST_TRIALS
        ? List.of()
        : new PedAnova(finite, logarithmic).importances();
  }

  private static double bound(List<Observation> all) {
    int best =
        Math.max((int) Math.ceil(BEST_SHARE * all.size()), Math.min(FEWEST_BEST, all.size() / 2));
    return all.stream()
        .mapToDouble(Observation::value)
        .sorted()
        .skip(best - 1L)
        .findFirst()
        .orElseThrow();
  }

  private List<Importance> importances() {
    SortedSet<String> names = new TreeSet<>();
    all.forEach(
        trial -> {
          names.addAll(trial.numbers().keySet());
          names.addAll(trial.words().keySet());
        });
    List<Importance> raw = new ArrayList<>();
    double sum = 0;
    for (String name : names) {
      double divergence = divergence(name);
      sum += divergence;
      raw.add(new Importance(name, divergence));
    }
    double whole = sum;
    if (!(whole > 0)) {
      return List.of();
    }
    return raw.stream()
        .map(each -> new Importance(each.parameter(), each.importance() / whole))
        .sorted(
            Comparator.comparingDouble(Importance::importance)
                .reversed()
                .thenComparing(Importance::parameter))
        .toList();
  }

  /** A parameter that exists in some trials only is judged among them, and counts for less. */
  private double divergence(String name) {
    List<Observation> with = all.stream().filter(trial -> trial.has(name)).toList();
    boolean[] best = new boolean[with.size()];
    int count = 0;
    for (int i = 0; i < best.length; i++) {
      best[i] = with.get(i).value() <= bound;
      count += best[i] ? 1 : 0;
    }
    if (count == 0 || count == best.length) {
      return 0;
    }
    boolean worded = with.stream().anyMatch(trial -> trial.words().containsKey(name));
    Cells cells = worded ? categories(with, name) : intervals(with, name);
    int[] ofBest =
        IntStream.range(0, best.length).filter(i -> best[i]).map(i -> cells.of[i]).toArray();
    return density(worded, ofBest, cells.count, best.length)
            .divergenceFrom(density(worded, cells.of, cells.count, best.length))
        * with.size()
        / all.size();
  }

  /** With one observation's worth of evenness among so many. */
  private static Density density(boolean worded, int[] cells, int count, int observations) {
    double evenness = 1.0 / (observations + 1);
    return worded
        ? Density.ofCategories(cells, count, evenness)
        : Density.ofCells(cells, count, evenness);
  }

  private static Cells categories(List<Observation> trials, String name) {
    List<String> words =
        List.copyOf(new TreeSet<>(trials.stream().map(trial -> trial.word(name)).toList()));
    return new Cells(
        trials.stream()
            .mapToInt(trial -> Collections.binarySearch(words, trial.word(name)))
            .toArray(),
        words.size());
  }

  /** Equal parts of the range that was tried. */
  private Cells intervals(List<Observation> trials, String name) {
    double[] values = trials.stream().mapToDouble(trial -> trial.number(name)).toArray();
    double low = IntStream.range(0, values.length).mapToDouble(i -> values[i]).min().orElseThrow();
    if (logarithmic.contains(name) && low > 0) {
      for (int i = 0; i < values.length; i++) {
        values[i] = StrictMath.log(values[i]);
      }
      low = StrictMath.log(low);
    }
    double high = low;
    for (double value : values) {
      high = Math.max(high, value);
    }
    int[] cells = new int[values.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = high > low ? (int) Math.rint((values[i] - low) / (high - low) * (CELLS - 1)) : 0;
    }
    return new Cells(cells, CELLS);
  }

  /** In which of so many cells each trial lies. */
  private static final class Cells {
    final int[] of;
    final int count;

    Cells(int[] of, int count) {
      this.of = of;
      this.count = count;
    }
  }
}
