package dev.millrace.hpo.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Every point of a grid once, in an order that the study's seed chooses; when all have been tried,
 * once more.
 */
public final class GridSampler implements Sampler {

  private final long seed;

  public GridSampler(long seed) {
    this.seed = seed;
  }

  /**
   * The next point that nobody has tried.
   *
   * @throws IllegalArgumentException when {@link ParameterGrid#complaint} has one
   */
  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    ParameterGrid grid = ParameterGrid.of(space);
    int size = grid.size();
    int number = history.size() + running.size();
    Set<Parameters> tried = new HashSet<>(running);
    history.forEach(trial -> tried.add(trial.parameters()));
    for (int later = 0; later < size; later++) {
      Parameters point = grid.point(place(number % size + later, size));
      if (!tried.contains(point)) {
        return point;
      }
    }
    return grid.point(place(number, size));
  }

  /** Walks the grid in strides that have no divisor in common with its size. */
  private int place(int step, int size) {
    long start = Math.floorMod(TrialSeeds.seedFor(seed, 0), size);
    long stride = Math.floorMod(TrialSeeds.seedFor(seed, 1), size) + 1L;
    while (divisor(stride, size) > 1) {
      stride++;
    }
    return (int) ((start + stride * step) % size);
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
