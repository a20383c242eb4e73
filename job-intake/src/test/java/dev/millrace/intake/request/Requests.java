package dev.millrace.intake.request;

import dev.millrace.intake.request.TrainingConfig.Holdout;
import dev.millrace.intake.request.TrainingConfig.Period;
import dev.millrace.intake.request.TrainingConfig.Search;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Requests that keep every rule. */
public final class Requests {

  private Requests() {}

  public static JobRequest sound() {
    return sound(Map.of("max_depth", Dimension.whole(3, 10)), true);
  }

  /** For a model per series. */
  public static JobRequest perSeries(String... series) {
    JobRequest sound = sound();
    TrainingConfig config = sound.config();
    return sound.with(
        new TrainingConfig(
            config.period(),
            List.of(series),
            true,
            config.targetVariable(),
            config.horizon(),
            config.search(),
            config.tuning(),
            config.holdout(),
            config.fitting(),
            config.seed(),
            config.hyperparams()));
  }

  static JobRequest sound(Map<String, Dimension> space, boolean search) {
    return new JobRequest(
        "acme",
        "forecast",
        "load_forecast",
        "forecast_basic",
        new TrainingConfig(
            new Period(
                Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2025-10-01T00:00:00Z"), null),
            List.of("substation-7"),
            false,
            "load_kw",
            24,
            new Search(search, 50, 4, "tpe", "mae", 1800, 3, 1, "default"),
            Tuning.PLAIN,
            new Holdout(0.2, 0.1),
            Fitting.DEFAULT,
            42,
            space),
        "normal",
        Map.of("team", "grid"),
        Cause.of(Cause.API, ""),
        "",
        "");
  }
}
