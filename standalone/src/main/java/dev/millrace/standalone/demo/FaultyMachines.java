package dev.millrace.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The temperatures of four machines that do not exist, every ten minutes: a daily rhythm, and
 * anomalies whose place and kind are known. The first fifth of the time is free of them.
 */
public final class FaultyMachines implements MadeUpData {
  private static final int MACHINES = 4;
  private static final Duration STEP = Duration.ofMinutes(10);
  private static final int STEPS_PER_DAY = 144;
  private static final double DEVIATION = 0.4;
  private static final double DAYS_BETWEEN_FAULTS = 4;

  /** What goes wrong. */
  private enum Fault {
    /** Some values are far off. */
    SPIKE(1, 3),
    /** The level changes and comes back. */
    SHIFT(36, 144),
    /** It moves away slowly. */
    DRIFT(72, 288),
    /** The sensor repeats its last value. */
    STUCK(36, 144),
    /** It trembles. */
    NOISE(36, 144);

    private final int shortest;
    private final int longest;

    Fault(int shortest, int longest) {
      this.shortest = shortest;
      this.longest = longest;
    }
  }

  /** A fault from a step on, for so many steps. */
  private record Window(Fault fault, int from, int length, double strength) {
    boolean holds(int step) {
      return step >= from && step < from + length;
    }
  }

  private record Machine(String name, double level, List<Window> windows, long seed) {}

  private final Instant start;
  private final int steps;
  private final List<Machine> machines;

  public FaultyMachines(long seed, Instant start, int days) {
    this.start = start.truncatedTo(ChronoUnit.DAYS);
    this.steps = days * STEPS_PER_DAY;
    SplittableRandom random = new SplittableRandom(seed);
    List<Machine> all = new ArrayList<>();
    for (int i = 1; i <= MACHINES; i++) {
      SplittableRandom own = random.split();
      all.add(
          new Machine(
              "machine-" + i, own.nextDouble(40, 70), windows(own.split(), days), own.nextLong()));
    }
    this.machines = List.copyOf(all);
  }

  /** One fault in each of equally long stretches, so that no two meet. */
  private List<Window> windows(SplittableRandom random, int days) {
    int clean = steps / 5;
    int count = Math.max(1, (int) (0.8 * days / DAYS_BETWEEN_FAULTS));
    int stretch = (steps - clean) / count;
    List<Window> windows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
      int longest = Math.max(1, Math.min(fault.longest, stretch / 2));
      int length = random.nextInt(Math.min(fault.shortest, longest), longest + 1);
      int from = clean + i * stretch + random.nextInt(Math.max(1, stretch - length));
      double strength = (random.nextBoolean() ? 1 : -1) * random.nextDouble(8, 16);
      windows.add(new Window(fault, from, length, strength));
    }
    return List.copyOf(windows);
  }

  @Override
  public List<String> header() {
    return List.of("time", "machine", "temperature_c");
  }

  @Override
  public Stream<String> rows() {
    List<Readings> readings = machines.stream().map(Readings::new).toList();
    return IntStream.range(0, steps)
        .boxed()
        .flatMap(
            step ->
                readings.stream()
                    .map(
                        each ->
                            "%s,%s,%s".formatted(at(step), each.machine.name(), each.next(step)))
                    .toList()
                    .stream());
  }

  private Instant at(int step) {
    return start.plus(STEP.multipliedBy(step));
  }

  @Override
  public List<Label> labels() {
    return machines.stream()
        .flatMap(
            machine ->
                machine.windows().stream()
                    .map(
                        window ->
                            new Label(
                                machine.name(),
                                at(window.from()),
                                at(window.from() + window.length() - 1),
                                window.fault().name().toLowerCase(Locale.ROOT))))
        .sorted(Comparator.comparing(Label::from).thenComparing(Label::series))
        .toList();
  }

  /** What a machine shows, step by step. */
  private static final class Readings {
    private final Machine machine;
    private final Noise noise;
    private final SplittableRandom trembling;
    private double last;

    Readings(Machine machine) {
      this.machine = machine;
      // Anew each time: the rows may be asked for twice.
      SplittableRandom random = new SplittableRandom(machine.seed());
      this.noise = new Noise(random.split(), 0.9, DEVIATION);
      this.trembling = random.split();
    }

    double next(int step) {
      double day = 2 * StrictMath.PI * (step % STEPS_PER_DAY) / STEPS_PER_DAY;
      double healthy = machine.level() + 3 * StrictMath.sin(day) + noise.next();
      double shown = healthy;
      for (Window window : machine.windows()) {
        if (window.holds(step)) {
          shown = faulty(window, step - window.from(), healthy);
        }
      }
      last = Math.round(shown * 100) / 100.0;
      return last;
    }

    private double faulty(Window window, int passed, double healthy) {
      return switch (window.fault()) {
        case SPIKE, SHIFT -> healthy + window.strength();
        case DRIFT -> healthy + window.strength() * (passed + 1) / window.length();
        case STUCK -> last;
        case NOISE -> healthy + window.strength() * trembling.nextGaussian() / 4;
      };
    }
  }
}
