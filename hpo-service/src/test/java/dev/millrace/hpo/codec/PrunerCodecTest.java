package dev.millrace.hpo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.events.JobAccepted;
import dev.millrace.events.PrunerConfig;
import dev.millrace.hpo.search.HyperbandPruner;
import dev.millrace.hpo.search.MedianPruner;
import dev.millrace.hpo.search.NoPruner;
import dev.millrace.hpo.search.PatientPruner;
import dev.millrace.hpo.search.PercentilePruner;
import dev.millrace.hpo.search.Pruner;
import dev.millrace.hpo.search.SuccessiveHalvingPruner;
import dev.millrace.hpo.search.ThresholdPruner;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PrunerCodecTest {

  private static Pruner read(String type, Map<String, Double> settings) {
    return PrunerCodec.fromAvro(new PrunerConfig(type, settings));
  }

  @Test
  void hasTheDocumentedDefaults() {
    assertThat(PrunerCodec.fromAvro(PrunerConfig.newBuilder().build())).isEqualTo(new NoPruner());
    assertThat(read("median", Map.of())).isEqualTo(new MedianPruner(0.2, 0.1, 5));
    assertThat(read("percentile", Map.of())).isEqualTo(new PercentilePruner(25, 0.2, 0.1, 5));
    assertThat(read("asha", Map.of())).isEqualTo(new SuccessiveHalvingPruner(0.05, 3, 0));
    assertThat(read("hyperband", Map.of())).isEqualTo(new HyperbandPruner(3, 3));
    assertThat(read("threshold", Map.of("upper", 2.0))).isEqualTo(new ThresholdPruner(2, 0.2));
    assertThat(read("patient", Map.of()))
        .isEqualTo(new PatientPruner(new MedianPruner(0.2, 0.1, 5), 0.2, 0));
  }

  @Test
  void obeysEverySetting() {
    assertThat(read("median", Map.of("warmup", 0.3, "interval", 0.2, "startup_trials", 7.0)))
        .isEqualTo(new MedianPruner(0.3, 0.2, 7));
    assertThat(read("percentile", Map.of("percentile", 10.0, "warmup", 0.0)))
        .isEqualTo(new PercentilePruner(10, 0, 0.1, 5));
    assertThat(
            read("asha", Map.of("min_share", 0.1, "reduction_factor", 2.0, "startup_trials", 4.0)))
        .isEqualTo(new SuccessiveHalvingPruner(0.1, 2, 4));
    assertThat(read("hyperband", Map.of("brackets", 2.0, "reduction_factor", 4.0)))
        .isEqualTo(new HyperbandPruner(4, 2));
    assertThat(read("hyperband", Map.of("min_share", 1.0 / 27)))
        .isEqualTo(new HyperbandPruner(3, 4));
    assertThat(read("threshold", Map.of("upper", -1.0, "warmup", 0.5)))
        .isEqualTo(new ThresholdPruner(-1, 0.5));
    assertThat(
            read(
                "patient",
                Map.of("patience", 0.3, "min_improvement", 0.01, "inner_percentile", 30.0)))
        .isEqualTo(new PatientPruner(new PercentilePruner(30, 0.2, 0.1, 5), 0.3, 0.01));
  }

  @Test
  void saysWhatIsWrong() {
    assertRefused("oracle", Map.of(), "config.pruner.type must be none, median");
    assertRefused("threshold", Map.of(), "pruner setting upper must be a number, got NaN");
    assertRefused("median", Map.of("startup_trials", 2.5), "pruner setting startup_trials must be");
    assertRefused("asha", Map.of("warmup", 0.1), "pruner asha has no setting warmup");
    assertRefused(
        "hyperband",
        Map.of("brackets", 2.0, "min_share", 0.1),
        "pruner settings brackets and min_share exclude each other");
    assertRefused("none", Map.of("warmup", 0.1), "pruner none has no setting warmup");
  }

  @Test
  void makesAJobImpossibleWhosePrunerIs() {
    PrunerConfig pruner = new PrunerConfig("median", Map.of("warmup", 2.0));
    JobAccepted job = PublicEvents.jobAccepted("a", 3, 1, config -> config.setPruner(pruner));

    assertThat(JobCodec.complaint(job))
        .hasValue("the job is impossible: pruner setting warmup must be from 0.0 to 1.0, got 2.0");
  }

  private static void assertRefused(String type, Map<String, Double> settings, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(type, settings))
        .withMessageStartingWith(message);
  }
}
