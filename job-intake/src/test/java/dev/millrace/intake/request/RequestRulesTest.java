package dev.millrace.intake.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.intake.request.RequestRules.Verdict;
import dev.millrace.intake.request.Scalar.Flag;
import dev.millrace.intake.request.Scalar.Real;
import dev.millrace.intake.request.Scalar.Text;
import dev.millrace.intake.request.Scalar.Whole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestRulesTest {
  private static final Instant AT = Instant.parse("2025-11-21T08:00:00Z");

  @Test
  void aSoundRequestIsCompletedWithTheMomentOfTheDecision() {
    Verdict verdict = RequestRules.judge(Requests.sound(), AT);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Sound.class,
            sound -> {
              assertThat(sound.complete().config().period().asOf()).isEqualTo(AT);
              assertThat(sound.complete().config().hyperparams()).containsOnlyKeys("max_depth");
            });
  }

  @Test
  void aRequestWithoutHyperparametersGetsTheDefaultSpace() {
    Verdict searched = RequestRules.judge(Requests.sound(Map.of(), true), AT);
    Verdict fixed = RequestRules.judge(Requests.sound(Map.of(), false), AT);

    assertThat(complete(searched).config().hyperparams()).isEqualTo(DefaultSpace.SEARCHED);
    assertThat(complete(fixed).config().hyperparams()).isEqualTo(DefaultSpace.FIXED);
  }

  @Test
  void aSearchOfTheDefaultSpaceBeginsWithTheSmallModel() {
    JobRequest searched = complete(RequestRules.judge(Requests.sound(Map.of(), true), AT));
    JobRequest fixed = complete(RequestRules.judge(Requests.sound(Map.of(), false), AT));
    JobRequest given = complete(RequestRules.judge(Requests.sound(), AT));

    assertThat(searched.config().tuning().beginning().enqueue())
        .containsExactly(DefaultSpace.SMALL);
    assertThat(fixed.config().tuning().beginning().enqueue()).isEmpty();
    assertThat(given.config().tuning().beginning().enqueue()).isEmpty();
  }

  @Test
  void aCompleteRequestStaysAsItIs() {
    JobRequest once = complete(RequestRules.judge(Requests.sound(Map.of(), true), AT));

    assertThat(complete(RequestRules.judge(once, AT.plusSeconds(1)))).isEqualTo(once);
  }

  @Test
  void theDefaultSpacesKeepTheRulesThemselves() {
    assertThat(violations(DefaultSpace.SEARCHED, true)).isEmpty();
    assertThat(violations(DefaultSpace.FIXED, false)).isEmpty();
  }

  private static JobRequest complete(Verdict verdict) {
    return ((Verdict.Sound) verdict).complete();
  }

  static Stream<Arguments> badDimensions() {
    double nan = Double.NaN;
    return Stream.of(
        arguments("max_depth", Dimension.whole(10, 3), ".low", "low must be below high"),
        arguments("max_depth", Dimension.whole(3, 3), ".low", "low must be below high"),
        arguments("learning_rate", Dimension.logReal(0, 0.3), ".low", "must be above 0 on a log"),
        arguments("learning_rate", Dimension.real(nan, 0.3), ".low", "must be a finite number"),
        arguments(
            "gamma", Dimension.real(0, Double.POSITIVE_INFINITY), ".high", "must be a finite"),
        arguments("gamma", range("float", 0.0, null, false, null), ".high", "must be a finite"),
        arguments("gamma", range("float", 0.1, 1.0, true, 0.1), ".step", "step and log exclude"),
        arguments("gamma", range("float", 0.0, 1.0, false, 2.0), ".step", "must not be above high"),
        arguments("gamma", range("float", 0.0, 1.0, false, 0.0), ".step", "must be a number above"),
        arguments("gamma", range("float", 0.0, 1.0, false, nan), ".step", "must be a number above"),
        arguments("max_depth", range("int", 2.5, 8.0, false, null), ".low", "must be a whole"),
        arguments("max_depth", range("int", 2.0, 8.5, false, null), ".high", "must be a whole"),
        arguments("max_depth", range("int", 2.0, 8.0, false, 0.5), ".step", "must be a whole"),
        arguments("max_depth", Dimension.real(2, 8), ".type", "must be int, categorical or fixed"),
        arguments("grow_policy", Dimension.real(0, 1), ".type", "must be categorical or fixed"),
        arguments("subsample", Dimension.real(0.5, 1.5), ".high", "up to 1"),
        arguments("subsample", Dimension.oneOf(), ".choices", "must hold at least one"),
        arguments(
            "subsample", Dimension.oneOf(new Real(0.5), new Real(0.5)), ".choices[1]", "once"),
        arguments("max_depth", Dimension.oneOf(new Whole(3), new Real(3)), ".choices[1]", "once"),
        arguments("max_depth", Dimension.oneOf(new Text("deep")), ".choices[0]", "whole number"),
        arguments("max_depth", Dimension.fixed(new Flag(true)), ".value", "whole number"),
        arguments("max_depth", Dimension.fixed(new Real(3.5)), ".value", "whole number"),
        arguments("max_depth", range("fixed", null, null, false, null), ".value", "must be given"),
        arguments("max_depth", range("integer", 3.0, 9.0, false, null), ".type", "must be float"),
        arguments(
            "max_depth",
            new Dimension("int", 3.0, 9.0, false, null, List.of(new Whole(3)), null, Map.of()),
            ".choices",
            "does not belong to type int"),
        arguments(
            "max_depth",
            new Dimension("fixed", 3.0, null, true, null, List.of(), new Whole(3), Map.of()),
            ".log",
            "does not belong to type fixed"),
        arguments("nthread", Dimension.fixed(new Whole(8)), "", "is reserved"),
        arguments("tree_method", Dimension.fixed(new Text("exact")), "", "is reserved"),
        arguments("eta", Dimension.real(0.1, 0.3), "", "is called learning_rate"),
        arguments("max_depht", Dimension.whole(3, 9), "", "is unknown"));
  }

  private static Dimension range(
      String type,
      @Nullable Double low,
      @Nullable Double high,
      boolean log,
      @Nullable Double step) {
    return new Dimension(type, low, high, log, step, List.of(), null, Map.of());
  }

  @ParameterizedTest(name = "{0}: {1} breaks {3}")
  @MethodSource("badDimensions")
  void aBadDimensionIsRefusedWithItsFieldAndRule(
      String name, Dimension dimension, String part, String rule) {
    List<Violation> violations =
        violations(Map.of(name, dimension, "reg_lambda", Dimension.real(0, 1)), true);

    assertThat(violations)
        .anySatisfy(
            violation -> {
              assertThat(violation.field()).isEqualTo("config.hyperparams." + name + part);
              assertThat(violation.rule()).contains(rule);
              assertThat(violation.message()).isNotBlank();
            });
  }

  @Test
  void withoutASearchEveryParameterMustBeFixed() {
    assertThat(violations(Map.of("max_depth", Dimension.whole(3, 10)), false))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "config.hyperparams.max_depth", "must be fixed when enable_hpo is false"));
  }

  @Test
  void aSearchNeedsSomethingToSearch() {
    assertThat(violations(Map.of("max_depth", Dimension.fixed(new Whole(4))), true))
        .extracting(Violation::rule)
        .containsExactly("a search needs a parameter that is not fixed");
  }

  @Test
  void everyViolationIsNamedAtOnce() {
    JobRequest sound = Requests.sound();
    TrainingConfig config = sound.config();
    JobRequest broken =
        new JobRequest(
            "no tenant!",
            "cluster",
            "",
            "forecast_basic",
            new TrainingConfig(
                new TrainingConfig.Period(
                    Instant.parse("2025-10-01T00:00:00Z"),
                    Instant.parse("2025-01-01T00:00:00Z"),
                    null),
                List.of("a", "a", " "),
                false,
                "load_kw",
                -1,
                new TrainingConfig.Search(true, -1, 1001, "annealing", "auc", 0, 11, 65, ""),
                Tuning.PLAIN,
                new TrainingConfig.Holdout(0.6, 0.4),
                new Fitting(
                    0,
                    true,
                    "log",
                    "hinge",
                    -1L,
                    new Alarms(
                        "gut_feeling",
                        0,
                        List.of(
                            new Alarms.Label("", null, Instant.EPOCH),
                            new Alarms.Label("", Instant.EPOCH, Instant.EPOCH.minusMillis(1)))),
                    List.of(0.5, 0.1),
                    false),
                -3,
                config.hyperparams()),
            "urgent",
            Map.of(),
            sound.cause(),
            "",
            "");

    Verdict verdict = RequestRules.judge(broken, AT);

    assertThat(((Verdict.Broken) verdict).violations())
        .extracting(Violation::field)
        .containsExactlyInAnyOrder(
            "tenant_id",
            "model_type",
            "model_name",
            "priority",
            "config.end_date",
            "config.series[1]",
            "config.series[2]",
            "config.horizon",
            "config.seed",
            "config.n_trials",
            "config.parallel_trials",
            "config.optimization_strategy",
            "config.objective",
            "config.timeout_seconds",
            "config.max_attempts",
            "config.training_workers",
            "config.pool",
            "config.test_split",
            "config.training.threshold",
            "config.training.false_alarms_per_week",
            "config.training.labels[0].start",
            "config.training.labels[1].end",
            "config.training.quantiles",
            "config.training.folds",
            "config.training.target_transform",
            "config.training.loss",
            "config.training.early_stopping_rounds");
  }

  private static List<Violation> violations(Map<String, Dimension> space, boolean search) {
    Complaints complaints = new Complaints();
    RequestRules.check(Requests.sound(space, search), complaints);
    return complaints.list();
  }
}
