package dev.millrace.intake.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.millrace.intake.request.RequestRules.Verdict;
import dev.millrace.intake.request.Scalar.Real;
import dev.millrace.intake.request.Scalar.Text;
import dev.millrace.intake.request.Scalar.Whole;
import dev.millrace.intake.request.Tuning.Beginning;
import dev.millrace.intake.request.Tuning.Goals;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SearchRulesTest {
  private static final Instant AT = Instant.parse("2025-11-21T08:00:00Z");

  private static final Dimension POLICY =
      Dimension.oneOf(new Text("depthwise"), new Text("lossguide"));
  private static final Dimension LEAVES =
      Dimension.whole(8, 256).onlyWhen(Map.of("grow_policy", List.of(new Text("lossguide"))));

  private static Dimension stepped(String type, double low, double high, double step) {
    return new Dimension(type, low, high, false, step, List.of(), null, Map.of());
  }

  private static JobRequest request(String strategy, Map<String, Dimension> space, Tuning tuning) {
    JobRequest sound = Requests.sound(space, true);
    TrainingConfig.Search search =
        new TrainingConfig.Search(true, 50, 4, strategy, "mae", 1800, 3, 1, "default");
    return sound.with(sound.config().with(search, tuning));
  }

  @Test
  void onlyAForecastIsTrainedByMoreThanOneWorker() {
    assertThat(violations(RequestRules.judge(trainedBy(64, "forecast"), AT))).isEmpty();
    assertThat(violations(RequestRules.judge(trainedBy(2, "anomaly"), AT)))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(tuple("config.training_workers", "must be 1 for model_type anomaly"));
  }

  private static JobRequest trainedBy(int workers, String modelType) {
    JobRequest sound = Requests.sound();
    TrainingConfig.Search search =
        new TrainingConfig.Search(true, 50, 4, "tpe", "mae", 1800, 3, workers, "default");
    return new JobRequest(
        sound.tenantId(),
        modelType,
        sound.modelName(),
        sound.featureSet(),
        sound.config().with(search, Tuning.PLAIN),
        sound.priority(),
        sound.tags(),
        sound.cause(),
        sound.idempotencyKey(),
        sound.requestedBy());
  }

  private static Verdict judge(String strategy, Map<String, Dimension> space) {
    return RequestRules.judge(request(strategy, space, Tuning.PLAIN), AT);
  }

  private static Tuning starting(List<Map<String, Scalar>> enqueue) {
    return Tuning.PLAIN.with(new Beginning(enqueue, true, ""));
  }

  private static List<Violation> violations(Verdict verdict) {
    return verdict instanceof Verdict.Broken broken ? broken.violations() : List.of();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"auto", "random", "sobol", "tpe", "tpe_multivariate", "cmaes", "gp", "nsga2"})
  void everySamplerCanBeNamed(String strategy) {
    assertThat(judge(strategy, Map.of("grow_policy", POLICY, "max_leaves", LEAVES)))
        .isInstanceOf(Verdict.Sound.class);
  }

  @Test
  void theDefaultSamplerIsOne() {
    assertThat(SearchRules.STRATEGIES).contains(SearchRules.DEFAULT_STRATEGY);
  }

  @Test
  void aGridTakesAsManyPointsAsItMay() {
    Map<String, Dimension> fits =
        Map.of("max_depth", Dimension.whole(1, 10), "max_bin", Dimension.whole(2, 1001));
    Map<String, Dimension> tooMany =
        Map.of("max_depth", Dimension.whole(1, 10), "max_bin", Dimension.whole(2, 1002));

    assertThat(judge("grid", fits)).isInstanceOf(Verdict.Sound.class);
    assertThat(violations(judge("grid", tooMany)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("config.hyperparams");
              assertThat(violation.rule()).contains("at most 10000 points");
              assertThat(violation.message()).contains("10010");
            });
  }

  @Test
  void aGridCountsParametersOnlyWhereTheyExist() {
    // depthwise: 1 point; lossguide: 9,999 points.
    Map<String, Dimension> space =
        Map.of(
            "grow_policy",
            POLICY,
            "max_leaves",
            Dimension.whole(1, 9_999)
                .onlyWhen(Map.of("grow_policy", List.of(new Text("lossguide")))));

    assertThat(judge("grid", space)).isInstanceOf(Verdict.Sound.class);
  }

  @Test
  void aGridNeedsStepsOnRealNumbers() {
    assertThat(violations(judge("grid", Map.of("subsample", Dimension.real(0.5, 1)))))
        .extracting(Violation::field, Violation::rule)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "config.hyperparams.subsample.step", "must be given for a grid"));
    assertThat(judge("grid", Map.of("subsample", stepped("float", 0.5, 1, 0.1))))
        .isInstanceOf(Verdict.Sound.class);
  }

  static Stream<Arguments> badConditions() {
    Dimension depth = Dimension.whole(3, 10);
    return Stream.of(
        arguments(Map.of("max_leaves", LEAVES), ".max_leaves.when.grow_policy", "of this space"),
        arguments(
            Map.of("gamma", Dimension.real(0, 1), "max_leaves", when("gamma", new Real(0.5))),
            ".max_leaves.when.gamma",
            "must not be of type float"),
        arguments(
            Map.of("grow_policy", POLICY, "max_leaves", when("grow_policy", new Text("best"))),
            ".max_leaves.when.grow_policy[0]",
            "a value that grow_policy can have"),
        arguments(
            Map.of("max_depth", depth, "max_leaves", when("max_depth", new Whole(11))),
            ".max_leaves.when.max_depth[0]",
            "a value that max_depth can have"),
        arguments(
            Map.of("max_depth", depth, "max_leaves", when("max_depth")),
            ".max_leaves.when.max_depth",
            "must list at least one value"),
        arguments(
            Map.of("max_leaves", when("max_leaves", new Whole(9)), "max_depth", depth),
            ".max_leaves.when",
            "must not go round in a circle"),
        arguments(
            Map.of(
                "max_leaves",
                when("max_bin", new Whole(9)),
                "max_bin",
                when("max_leaves", new Whole(9)),
                "max_depth",
                depth),
            ".max_bin.when",
            "must not go round in a circle"),
        arguments(
            Map.of(
                "grow_policy",
                POLICY,
                "max_depth",
                depth,
                "max_leaves",
                Dimension.whole(8, 64)
                    .onlyWhen(
                        Map.of(
                            "grow_policy",
                            List.of(new Text("lossguide")),
                            "max_depth",
                            List.of(new Whole(3))))),
            ".max_leaves.when",
            "must name one parameter"));
  }

  private static Dimension when(String parent, Scalar... values) {
    return Dimension.whole(8, 64).onlyWhen(Map.of(parent, List.of(values)));
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("badConditions")
  void aConditionThatCannotHoldIsRefused(Map<String, Dimension> space, String part, String rule) {
    assertThat(violations(judge("tpe", space)))
        .anySatisfy(
            violation -> {
              assertThat(violation.field()).isEqualTo("config.hyperparams" + part);
              assertThat(violation.rule()).contains(rule);
              assertThat(violation.message()).isNotBlank();
            });
  }

  static Stream<Arguments> badEnqueues() {
    return Stream.of(
        arguments(Map.of("max_depht", new Whole(3)), ".max_depht", "is unknown"),
        arguments(Map.of("max_depth", new Whole(11)), ".max_depth", "a whole number from"),
        arguments(Map.of("max_depth", new Real(3.5)), ".max_depth", "a whole number from"),
        arguments(Map.of("max_depth", new Text("3")), ".max_depth", "a whole number from"),
        arguments(Map.of("subsample", new Real(0.55)), ".subsample", "in steps of 0.1"),
        arguments(Map.of("grow_policy", new Text("best")), ".grow_policy", "must be one of"),
        arguments(Map.of("gamma", new Real(0.5)), ".gamma", "must be 0.25"),
        arguments(
            Map.of("grow_policy", new Text("depthwise"), "max_leaves", new Whole(31)),
            ".max_leaves",
            "does not exist beside"),
        arguments(
            Map.of("grow_policy", new Text("depthwise"), "max_bin", new Whole(31)),
            ".max_bin",
            "does not exist beside this grow_policy"),
        arguments(Map.of(), "", "must name at least one"));
  }

  private static Map<String, Dimension> roomy() {
    return Map.of(
        "max_depth",
        Dimension.whole(3, 10),
        "subsample",
        stepped("float", 0.5, 1, 0.1),
        "gamma",
        Dimension.fixed(new Real(0.25)),
        "learning_rate",
        Dimension.logReal(0.01, 1),
        "grow_policy",
        POLICY,
        "max_leaves",
        LEAVES,
        "max_bin",
        when("max_leaves", new Whole(8)));
  }

  @ParameterizedTest(name = "{0} breaks {2}")
  @MethodSource("badEnqueues")
  void aBadFirstTryIsRefused(Map<String, Scalar> entry, String part, String rule) {
    Map<String, Scalar> good = Map.of("max_depth", new Whole(3));

    Verdict verdict =
        RequestRules.judge(request("tpe", roomy(), starting(List.of(good, entry))), AT);

    assertThat(violations(verdict))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("config.enqueue[1]" + part);
              assertThat(violation.rule()).contains(rule);
              assertThat(violation.message()).isNotBlank();
            });
  }

  @Test
  void aHundredFirstTriesAreEnough() {
    Map<String, Scalar> one = Map.of("max_depth", new Whole(3));

    assertThat(
            violations(
                RequestRules.judge(
                    request("tpe", roomy(), starting(Collections.nCopies(101, one))), AT)))
        .extracting(Violation::rule)
        .containsExactly("must be at most 100");
  }

  @Test
  void firstTriesAndConditionsAreCompletedAsTheirParametersHaveThem() {
    Map<String, Dimension> space =
        Map.of(
            "max_depth",
            Dimension.whole(3, 10),
            "learning_rate",
            Dimension.logReal(0.01, 1),
            "max_leaves",
            Dimension.whole(8, 64).onlyWhen(Map.of("max_depth", List.of(new Real(4.0)))));
    Map<String, Scalar> entry = Map.of("learning_rate", new Whole(1), "max_depth", new Real(4.0));

    Verdict verdict = RequestRules.judge(request("tpe", space, starting(List.of(entry))), AT);

    TrainingConfig complete = ((Verdict.Sound) verdict).complete().config();
    assertThat(complete.tuning().beginning().enqueue())
        .containsExactly(Map.of("learning_rate", new Real(1.0), "max_depth", new Whole(4)));
    assertThat(complete.hyperparams().get("max_leaves"))
        .isEqualTo(Dimension.whole(8, 64).onlyWhen(Map.of("max_depth", List.of(new Whole(4)))));
  }

  @Test
  void theFirstOfSeveralObjectivesIsTheObjective() {
    Tuning tuning = aiming(List.of("rmse", "model_bytes"), Map.of("mape", 3.5));

    Verdict verdict = RequestRules.judge(request("nsga2", roomy(), tuning), AT);

    assertThat(((Verdict.Sound) verdict).complete().config().search().objective())
        .isEqualTo("rmse");
  }

  private static Tuning aiming(List<String> objectives, Map<String, Double> constraints) {
    return new Tuning(
        new Goals(objectives, constraints),
        Tuning.PLAIN.beginning(),
        Tuning.PLAIN.pruning(),
        Tuning.PLAIN.stopping());
  }

  static Stream<Arguments> badTunings() {
    return Stream.of(
        arguments(aiming(List.of("mae", "auc"), Map.of()), "objectives[1]", "must be one of"),
        arguments(aiming(List.of("model_bytes"), Map.of()), "objectives[0]", "must be one of"),
        arguments(aiming(List.of("mae", "mae"), Map.of()), "objectives[1]", "must be there once"),
        arguments(
            aiming(List.of("mae", "rmse", "mape", "smape", "wape"), Map.of()),
            "objectives",
            "must be at most 4"),
        arguments(aiming(List.of(), Map.of("auc", 1.0)), "constraints.auc", "is unknown"),
        arguments(
            aiming(List.of(), Map.of("mae", Double.NaN)), "constraints.mae", "must be a finite"),
        arguments(stopping(Double.POSITIVE_INFINITY, 0, 0), "target_value", "must be a finite"),
        arguments(stopping(null, -1, 0), "patience_trials", "must be from 0"),
        arguments(stopping(null, 0, -1), "max_failures", "must be from 0"),
        arguments(
            Tuning.PLAIN.with(new Beginning(List.of(), true, "no job!")),
            "continues",
            "must be 1 to 128"),
        arguments(pruning("fastest", Map.of()), "pruner.type", "must be one of asha, hyperband"),
        arguments(pruning("median", Map.of("warmup", 1.5)), "pruner.warmup", "from 0 to 1"),
        arguments(pruning("median", Map.of("upper", 1.0)), "pruner.upper", "does not belong"),
        arguments(pruning("none", Map.of("warmup", 0.1)), "pruner.warmup", "does not belong"),
        arguments(pruning("median", Map.of("startup_trials", 1.5)), "pruner.startup_trials", "wh"),
        arguments(pruning("percentile", Map.of("percentile", 101.0)), "pruner.percentile", "100"),
        arguments(pruning("asha", Map.of("reduction_factor", 1.0)), "pruner.reduction_factor", "1"),
        arguments(pruning("asha", Map.of("min_share", 0.0)), "pruner.min_share", "above 0"),
        arguments(pruning("hyperband", Map.of("brackets", 0.0)), "pruner.brackets", "from 1"),
        arguments(
            pruning("hyperband", Map.of("brackets", 3.0, "min_share", 0.1)),
            "pruner.brackets",
            "exclude each other"),
        arguments(pruning("asha", Map.of("warmup", 0.1)), "pruner.warmup", "does not belong"),
        arguments(pruning("median", Map.of("interval", -0.1)), "pruner.interval", "from 0 to 1"),
        arguments(
            pruning("patient", Map.of("inner_percentile", -1.0)),
            "pruner.inner_percentile",
            "from 0 to 100"),
        arguments(pruning("threshold", Map.of()), "pruner.upper", "must be given"),
        arguments(
            pruning("threshold", Map.of("upper", Double.NaN)), "pruner.upper", "must be a finite"),
        arguments(pruning("patient", Map.of("patience", 0.0)), "pruner.patience", "above 0"),
        arguments(
            pruning("patient", Map.of("min_improvement", -1.0)),
            "pruner.min_improvement",
            "from 0"));
  }

  private static Tuning stopping(@Nullable Double target, long patience, long failures) {
    return new Tuning(
        Tuning.PLAIN.goals(),
        Tuning.PLAIN.beginning(),
        Tuning.PLAIN.pruning(),
        new Tuning.Stopping(target, patience, failures));
  }

  private static Tuning pruning(String type, Map<String, Double> settings) {
    return new Tuning(
        Tuning.PLAIN.goals(),
        Tuning.PLAIN.beginning(),
        new Tuning.Pruning(type, settings),
        Tuning.PLAIN.stopping());
  }

  @ParameterizedTest(name = "{1} {2}")
  @MethodSource("badTunings")
  void aBadSettingIsRefusedWithItsFieldAndRule(Tuning tuning, String field, String rule) {
    assertThat(violations(RequestRules.judge(request("tpe", roomy(), tuning), AT)))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("config." + field);
              assertThat(violation.rule()).contains(rule);
              assertThat(violation.message()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "median", "percentile", "asha", "hyperband", "patient"})
  void everyPrunerButThresholdNeedsNoSettings(String type) {
    assertThat(RequestRules.judge(request("tpe", roomy(), pruning(type, Map.of())), AT))
        .isInstanceOf(Verdict.Sound.class);
  }
}
