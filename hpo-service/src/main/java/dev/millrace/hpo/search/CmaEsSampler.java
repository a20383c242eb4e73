package dev.millrace.hpo.search;

import dev.millrace.hpo.search.cmaes.Evolution;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Covariance matrix adaptation evolution strategy: many trials of few or many numeric parameters.
 * Parameters without an order are not its business; it takes those of good trials.
 */
public final class CmaEsSampler implements Sampler {

  /** After so many trials evolution begins anew at the best ones, which bounds the work. */
  private static final int ERA = 4096;

  private static final int ANCESTORS = 10;

  private final int head;

  public CmaEsSampler() {
    this(0);
  }

  /** One that takes over from another sampler after so many trials. */
  CmaEsSampler(int head) {
    this.head = head;
  }

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    CubeView view = CubeView.of(space, seen(history), running, random);
    return view.parameters(
        axes -> Evolution.next(axes, view.observations(), view.running(), random));
  }

  /** The trials of this era by number, after the best of all. */
  private List<FinishedTrial> seen(History history) {
    int[] rows = byNumber(history);
    int begin = Math.max(Math.min(head, rows.length), rows.length - rows.length % ERA);
    if (begin == 0) {
      return Arrays.stream(rows).mapToObj(history::get).toList();
    }
    int[] ancestors = history.best(ANCESTORS);
    Set<Integer> known = new HashSet<>();
    for (int row : ancestors) {
      known.add(row);
    }
    IntStream later = Arrays.stream(rows).skip(begin).filter(row -> !known.contains(row));
    return Stream.concat(
            Arrays.stream(ancestors).mapToObj(history::get), later.mapToObj(history::get))
        .toList();
  }

  private static int[] byNumber(History history) {
    long[] keys = new long[history.size()];
    for (int row = 0; row < keys.length; row++) {
      keys[row] = ((long) history.number(row) << 32) | row;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
  }
}
