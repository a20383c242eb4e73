package dev.millrace.hpo.search;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Evolution towards a Pareto front: the best trials so far are the population, two of them are the
 * parents of the next one. Trials that break constraints lose against those that do not. The
 * population is taken from the whole history each time, so that any number of trials may run at
 * once and none is a generation's last.
 *
 * <p>Source: see {@link ParetoFront}; crossover and mutation after Deb and Agrawal, <i>Simulated
 * binary crossover for continuous search space</i>, Complex Systems 9, 1995.
 */
public final class Nsga2Sampler implements Sampler {

  private static final int LEAST_POPULATION = 10;
  private static final int MOST_POPULATION = 50;
  private static final int TRIES = 10;

  private final Sampler startup = new RandomSampler();
  private final int population;

  /**
   * Makes the sampler of a study.
   *
   * @param trials how many it may have; a quarter of them start the evolution
   */
  public Nsga2Sampler(int trials) {
    this.population = Math.clamp(trials / 4, LEAST_POPULATION, MOST_POPULATION);
  }

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    List<FinishedTrial> best = ParetoFront.best(history, population);
    if (best.size() < population) {
      return startup.sample(space, history, running, random);
    }
    Set<Parameters> known = new HashSet<>(running);
    best.forEach(trial -> known.add(trial.parameters()));
    for (int i = 0; i < TRIES; i++) {
      Parameters child = child(space, best, random);
      if (!known.contains(child)) {
        return child;
      }
    }
    return startup.sample(space, history, running, random);
  }

  private static Parameters child(
      SearchSpace space, List<FinishedTrial> population, RandomGenerator random) {
    Breeding breeding =
        new Breeding(
            winner(population, random).parameters(),
            winner(population, random).parameters(),
            1.0 / Math.max(1, space.free().size()),
            random);
    return space.fill(breeding::value);
  }

  /** The better of two: the population is in order, front by front and by how alone they stand. */
  private static FinishedTrial winner(List<FinishedTrial> population, RandomGenerator random) {
    int one = random.nextInt(population.size());
    int other = random.nextInt(population.size());
    return population.get(Math.min(one, other));
  }
}
