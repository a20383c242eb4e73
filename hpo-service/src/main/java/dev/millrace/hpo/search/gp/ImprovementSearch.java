package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.cube.Point;
import dev.millrace.hpo.search.numeric.Lbfgs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Looks for the point whose improvement over {@code best} is expected to be largest: many points
 * are tried, and the best ones climb along the gradient.
 */
final class ImprovementSearch {

  /** A point and the logarithm of its expected improvement. */
  private static final class Candidate {
    final double[] point;
    final double score;

    Candidate(double[] point, double score) {
      this.point = point;
      this.score = score;
    }
  }

  private static final int ANYWHERE = 200;
  private static final int NEAR = 200;
  private static final int CLIMBS = 4;
  private static final int CLIMB_EVALUATIONS = 25;
  private static final double CLIMB_TOLERANCE = 1e-4;
  private static final double APART = 0.05;

  private final List<Axis> axes;
  private final GaussianProcess process;
  private final double best;
  private final Region region;
  private final Set<Point> taken;

  /**
   * @param taken points that are not looked for, since their values are known or will be
   */
  ImprovementSearch(
      List<Axis> axes, GaussianProcess process, double best, Region region, Set<Point> taken) {
    this.axes = axes;
    this.process = process;
    this.best = best;
    this.region = region;
    this.taken = taken;
  }

  /** The point found; where every point tried was taken, one of them. */
  double[] find(List<double[]> incumbents, Neighbourhood neighbourhood) {
    List<Candidate> candidates = new ArrayList<>(ANYWHERE + NEAR);
    for (int i = 0; i < ANYWHERE; i++) {
      candidates.add(scored(neighbourhood.anywhere()));
    }
    for (int i = 0; i < NEAR; i++) {
      candidates.add(scored(neighbourhood.near(incumbents.get(i % incumbents.size()))));
    }
    candidates.sort(Comparator.comparingDouble(candidate -> -candidate.score));
    Candidate found = candidates.getFirst();
    for (Candidate start : apart(candidates)) {
      Candidate top = step(climb(start), neighbourhood);
      if (top.score > found.score) {
        found = top;
      }
    }
    return found.point;
  }

  /** The first few that are not all on one hill. */
  private List<Candidate> apart(List<Candidate> sorted) {
    List<Candidate> starts = new ArrayList<>(CLIMBS);
    for (Candidate candidate : sorted) {
      if (starts.stream().allMatch(other -> isApart(other.point, candidate.point))) {
        starts.add(candidate);
        if (starts.size() == CLIMBS) {
          break;
        }
      }
    }
    return starts;
  }

  private static boolean isApart(double[] a, double[] b) {
    for (int i = 0; i < a.length; i++) {
      if (Math.abs(a[i] - b[i]) > APART) {
        return true;
      }
    }
    return false;
  }

  private Candidate scored(double[] point) {
    return taken.contains(new Point(point))
        ? new Candidate(point, Double.NEGATIVE_INFINITY)
        : new Candidate(point, LogImprovement.of(process.at(point), best));
  }

  /** Follows the gradient along the axes that have one; those with levels snap at the end. */
  private Candidate climb(Candidate start) {
    double[] lower = region.lower();
    double[] upper = region.upper();
    for (int i = 0; i < lower.length; i++) {
      if (axes.get(i) instanceof Axis.Choices) {
        lower[i] = start.point[i];
        upper[i] = start.point[i];
      }
    }
    double[] top =
        Lbfgs.minimise(
                this::negative, start.point, lower, upper, CLIMB_EVALUATIONS, CLIMB_TOLERANCE)
            .point();
    for (int i = 0; i < top.length; i++) {
      top[i] = region.snap(i, top[i]);
    }
    Candidate climbed = scored(top);
    return climbed.score > start.score ? climbed : start;
  }

  private double negative(double[] point, double[] gradient) {
    double[] byDeviation = new double[gradient.length];
    Belief belief = process.at(point, gradient, byDeviation);
    double z = (best - belief.mean()) / belief.deviation();
    double slope = LogImprovement.slope(z);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = (slope * gradient[i] - (1 - z * slope) * byDeviation[i]) / belief.deviation();
    }
    return -LogImprovement.of(belief, best);
  }

  /** Tries the other choices and the neighbouring levels, one axis at a time. */
  private Candidate step(Candidate start, Neighbourhood neighbourhood) {
    Candidate found = start;
    for (int i = 0; i < start.point.length; i++) {
      for (double other : neighbourhood.besides(i, found.point[i])) {
        double[] point = found.point.clone();
        point[i] = other;
        Candidate tried = scored(point);
        if (tried.score > found.score) {
          found = tried;
        }
      }
    }
    return found;
  }
}
