package dev.millrace.standalone.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** The best objective value after each ended trial, as far as it was seen. */
public record Convergence(List<Double> best) {
  public static final Convergence NONE = new Convergence(List.of());

  public Convergence {
    best = List.copyOf(best);
  }

  /** With what a job shows now; trials that ended unseen are given the value that followed. */
  public Convergence seeing(JobView job) {
    if (job.best().isEmpty() || job.trials().ended() <= best.size()) {
      return this;
    }
    List<Double> grown = new ArrayList<>(best);
    while (grown.size() < job.trials().ended()) {
      grown.add(job.best().getAsDouble());
    }
    return new Convergence(grown);
  }

  /** From the objectives of trials in the order in which they ended. */
  public static Convergence of(List<Double> objectives) {
    List<Double> best = new ArrayList<>();
    double lowest = Double.POSITIVE_INFINITY;
    for (double objective : objectives) {
      lowest = Math.min(lowest, objective);
      best.add(lowest);
    }
    return new Convergence(best);
  }

  /** By how much the best value has fallen since the first trial, as a share. */
  public OptionalDouble improvement() {
    if (best.size() < 2 || best.getFirst() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((best.getFirst() - best.getLast()) / Math.abs(best.getFirst()));
  }
}
