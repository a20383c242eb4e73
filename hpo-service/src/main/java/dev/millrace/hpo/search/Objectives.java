package dev.millrace.hpo.search;

import java.util.Arrays;

/** What a trial reached: one finite number per objective of the study, smaller is better. */
public final class Objectives implements Comparable<Objectives> {

  private static final double[] NONE = {};

  private final double first;

  /** Kept apart, since nearly all studies have but one objective and a million trials. */
  private final double[] others;

  private Objectives(double first, double[] others) {
    this.first = finite(first);
    this.others = others;
    for (double other : others) {
      finite(other);
    }
  }

  public static Objectives of(double first, double... others) {
    return new Objectives(first, others.length == 0 ? NONE : others.clone());
  }

  public int size() {
    return 1 + others.length;
  }

  /** The objective of that index, from 0. */
  public double get(int index) {
    return index == 0 ? first : others[index - 1];
  }

  /** The one that chooses among trials of which none is better in all. */
  public double first() {
    return first;
  }

  /** All but the first. */
  public double[] others() {
    return others.clone();
  }

  /** No worse in any objective and better in one; false when they are not of one study. */
  public boolean dominates(Objectives other) {
    if (size() != other.size()) {
      return false;
    }
    boolean better = false;
    for (int i = 0; i < size(); i++) {
      if (get(i) > other.get(i)) {
        return false;
      }
      better |= get(i) < other.get(i);
    }
    return better;
  }

  public double[] toArray() {
    double[] all = new double[size()];
    all[0] = first;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }

  /** By the first objective, then by the second, and so on. */
  @Override
  public int compareTo(Objectives other) {
    return Arrays.compare(toArray(), other.toArray());
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Objectives other && Arrays.equals(toArray(), other.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toArray());
  }

  @Override
  public String toString() {
    return Arrays.toString(toArray());
  }

  private static double finite(double objective) {
    if (!Double.isFinite(objective)) {
      throw new IllegalArgumentException("an objective must be finite, got " + objective);
    }
    return objective;
  }
}
