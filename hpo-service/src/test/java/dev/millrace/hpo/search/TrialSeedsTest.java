package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class TrialSeedsTest {

  @Test
  void neighboursShareNoNumbers() {
    Set<Long> seen = new HashSet<>();
    for (int trial = 0; trial < 200; trial++) {
      RandomGenerator random = TrialSeeds.random(42, trial);
      for (int i = 0; i < 50; i++) {
        seen.add(random.nextLong());
      }
    }

    assertThat(seen).hasSize(200 * 50);
  }

  /** Whoever repeats a study years later must get its suggestions. */
  @Test
  void staysWhatItWas() {
    assertThat(TrialSeeds.seedFor(42, 0)).isEqualTo(-7500032730674233179L);
    assertThat(TrialSeeds.seedFor(42, 1)).isEqualTo(-8063550193725593356L);
    assertThat(TrialSeeds.random(42, 0).nextLong()).isEqualTo(-7108620063390100493L);
  }
}
