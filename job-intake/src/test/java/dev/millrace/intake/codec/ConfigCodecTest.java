package dev.millrace.intake.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.intake.request.Alarms;
import dev.millrace.intake.request.Dimension;
import dev.millrace.intake.request.Fitting;
import dev.millrace.intake.request.Requests;
import dev.millrace.intake.request.Scalar.Real;
import dev.millrace.intake.request.Scalar.Text;
import dev.millrace.intake.request.Scalar.Whole;
import dev.millrace.intake.request.TrainingConfig;
import dev.millrace.intake.request.Tuning;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ConfigCodecTest {

  @Test
  void nothingOfAConfigurationIsLostOnATopic() {
    TrainingConfig plain = Requests.sound().config();
    TrainingConfig full =
        new TrainingConfig(
            plain.period(),
            plain.series(),
            true,
            plain.targetVariable(),
            plain.horizon(),
            new TrainingConfig.Search(true, 0, 3, "nsga2", "rmse", 60, 2, 4, "gpu"),
            new Tuning(
                new Tuning.Goals(List.of("rmse", "model_bytes"), Map.of("mape", 3.5)),
                new Tuning.Beginning(
                    List.of(Map.of("max_depth", new Whole(5), "subsample", new Real(0.5))),
                    false,
                    "job-1"),
                new Tuning.Pruning("median", Map.of("warmup", 0.2)),
                new Tuning.Stopping(1.5, 20, 3)),
            plain.holdout(),
            new Fitting(
                1,
                false,
                "ratio",
                "absolute_error",
                25L,
                new Alarms(
                    "robust",
                    0.5,
                    List.of(
                        new Alarms.Label(
                            "meter-7",
                            Instant.parse("2025-01-01T00:00:00Z"),
                            Instant.parse("2025-01-02T00:00:00Z")))),
                List.of(0.05, 0.5),
                true),
            7,
            Map.of(
                "grow_policy",
                Dimension.oneOf(new Text("depthwise"), new Text("lossguide")),
                "max_leaves",
                Dimension.whole(8, 256)
                    .onlyWhen(Map.of("grow_policy", List.of(new Text("lossguide"))))));

    assertThat(ConfigCodec.read(ConfigCodec.write(full))).isEqualTo(full);
    assertThat(ConfigCodec.read(ConfigCodec.write(plain))).isEqualTo(plain);
  }
}
