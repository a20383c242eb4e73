package dev.millrace.standalone.demo;

import java.util.SplittableRandom;

/** Noise that remembers: each value is a share of the one before plus something new. */
final class Noise {
  private final SplittableRandom random;
  private final double memory;
  private final double deviation;
  private double value;

  Noise(SplittableRandom random, double memory, double deviation) {
    this.random = random;
    this.memory = memory;
    this.deviation = deviation;
  }

  double next() {
    value = memory * value + deviation * random.nextGaussian();
    return value;
  }
}
