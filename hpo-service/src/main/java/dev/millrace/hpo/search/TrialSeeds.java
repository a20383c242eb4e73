package dev.millrace.hpo.search;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The randomness of each trial of a study. */
public final class TrialSeeds {

  private TrialSeeds() {}

  /** The generator for one trial; those of different trials of a study are unrelated. */
  public static RandomGenerator random(long studySeed, int trialNumber) {
    return new SplittableRandom(seedFor(studySeed, trialNumber));
  }

  /**
   * Mixes seed and number thoroughly. SplittableRandom walks in equal strides from its seed, so
   * seeds at regular distances would give every trial the same stream, shifted.
   */
  static long seedFor(long studySeed, int trialNumber) {
    return mix(mix(studySeed) + trialNumber);
  }

  /** A number from 0 to 1 that is as good as random but always the same for a trial number. */
  static double share(int trialNumber) {
    return (mix(trialNumber) >>> 11) * 0x1p-53;
  }

  /** David Stafford's variant 13 of the MurmurHash3 finaliser. */
  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
