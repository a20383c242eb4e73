package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobRequested;
import dev.millrace.events.PrunerConfig;
import dev.millrace.hpo.codec.JobCodec;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.History;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Sampler;
import dev.millrace.hpo.search.StoppingRule;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.StartingPoint;
import dev.millrace.intake.codec.RequestCodec;
import dev.millrace.intake.job.JobEvent;
import dev.millrace.intake.request.RequestRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** job-intake lets in what hpo-service can search, and nothing else. */
class SameRulesTest {

  private static final Instant NOON = Instant.parse("2025-11-01T12:00:00Z");
  private static final int TRIALS = 12;

  /** A configuration, and whether it is fine. */
  record Case(String name, boolean isFine, JobConfig config) {
    @Override
    public String toString() {
      return (isFine ? "takes " : "refuses ") + name;
    }
  }

  private static Case fine(String name, Consumer<JobConfig.Builder> change) {
    return of(name, true, change);
  }

  private static Case wrong(String name, Consumer<JobConfig.Builder> change) {
    return of(name, false, change);
  }

  private static Case of(String name, boolean isFine, Consumer<JobConfig.Builder> change) {
    JobConfig.Builder config =
        JobConfig.newBuilder()
            .setSeries(List.of("substation-7"))
            .setTargetVariable("load_kw")
            .setNTrials(TRIALS)
            .setHyperparams(Map.of("learning_rate", floats(0.01, 0.3).setLog(true).build()));
    change.accept(config);
    return new Case(name, isFine, config.build());
  }

  private static Case pruner(boolean isFine, String type, Map<String, Double> settings) {
    return of(
        "pruner %s %s".formatted(type, new TreeMap<>(settings)),
        isFine,
        config -> config.setPruner(new PrunerConfig(type, settings)));
  }

  private static HyperParameter.Builder floats(double low, double high) {
    return HyperParameter.newBuilder().setType("float").setLow(low).setHigh(high);
  }

  private static HyperParameter.Builder ints(double low, double high) {
    return HyperParameter.newBuilder().setType("int").setLow(low).setHigh(high);
  }

  private static HyperParameter choices(Object... choices) {
    return HyperParameter.newBuilder().setType("categorical").setChoices(List.of(choices)).build();
  }

  private static HyperParameter when(HyperParameter.Builder one, String other, Object... values) {
    return one.setWhen(Map.of(other, List.of(values))).build();
  }

  /** Bounds of a setting: the nearest numbers that are permitted, and some that are not. */
  private record Setting(String name, List<Double> fine, List<Double> wrong) {}

  private static final Setting WARMUP = share("warmup", 0);
  private static final Setting INTERVAL = share("interval", 0);
  private static final Setting STARTUP =
      new Setting("startup_trials", List.of(0.0, 10_000.0), List.of(-1.0, 0.5, 10_001.0));
  private static final Setting MIN_SHARE = share("min_share", Double.MIN_VALUE);
  private static final Setting FACTOR =
      new Setting(
          "reduction_factor", List.of(Math.nextUp(1.0), 2.5, 100.0), List.of(1.0, 0.5, 100.5));
  private static final Setting BRACKETS =
      new Setting("brackets", List.of(1.0, 20.0), List.of(0.0, 1.5, 21.0));
  private static final Setting UPPER =
      new Setting("upper", List.of(-Double.MAX_VALUE, 0.0, Double.MAX_VALUE), List.of());
  private static final Setting PATIENCE = share("patience", Double.MIN_VALUE);
  private static final Setting IMPROVEMENT =
      new Setting("min_improvement", List.of(0.0, Double.MAX_VALUE), List.of(-0.1));

  private static final Map<String, List<Setting>> PRUNERS =
      Map.of(
          "none", List.of(),
          "median", List.of(WARMUP, INTERVAL, STARTUP),
          "percentile", List.of(percent("percentile"), WARMUP, INTERVAL, STARTUP),
          "asha", List.of(MIN_SHARE, FACTOR, STARTUP),
          "hyperband", List.of(MIN_SHARE, FACTOR, BRACKETS),
          "threshold", List.of(UPPER, WARMUP, INTERVAL),
          "patient",
              List.of(
                  PATIENCE, IMPROVEMENT, percent("inner_percentile"), WARMUP, INTERVAL, STARTUP));

  private static Setting share(String name, double least) {
    return new Setting(name, List.of(least, 0.5, 1.0), List.of(Math.nextDown(least), 1.01));
  }

  private static Setting percent(String name) {
    return new Setting(name, List.of(0.0, 37.5, 100.0), List.of(-0.1, 100.1));
  }

  static Stream<Case> pruners() {
    List<Case> cases = new ArrayList<>();
    new TreeMap<>(PRUNERS)
        .forEach(
            (type, settings) -> {
              Map<String, Double> needed =
                  type.equals("threshold") ? Map.of("upper", 3.0) : Map.of();
              cases.add(pruner(true, type, needed));
              cases.add(pruner(false, type, with(needed, "warm_up", 0.1)));
              for (Setting setting : settings) {
                setting.fine().forEach(v -> cases.add(given(true, type, needed, setting, v)));
                setting.wrong().forEach(v -> cases.add(given(false, type, needed, setting, v)));
                for (double value : List.of(Double.NaN, Double.POSITIVE_INFINITY)) {
                  cases.add(given(false, type, needed, setting, value));
                }
              }
              foreign(settings).forEach(s -> cases.add(given(false, type, needed, s, 1)));
            });
    return Stream.concat(
        cases.stream(),
        Stream.of(
            pruner(false, "threshold", Map.of()),
            pruner(false, "hyperband", Map.of("brackets", 3.0, "min_share", 0.1)),
            pruner(
                true,
                "asha",
                Map.of("min_share", Double.MIN_VALUE, "reduction_factor", Math.nextUp(1.0))),
            pruner(false, "wilcoxon", Map.of()),
            pruner(false, "MEDIAN", Map.of()),
            pruner(false, "", Map.of())));
  }

  /** Settings that only other types have. */
  private static List<Setting> foreign(List<Setting> own) {
    return PRUNERS.values().stream()
        .flatMap(List::stream)
        .distinct()
        .filter(setting -> !own.contains(setting))
        .toList();
  }

  private static Case given(
      boolean isFine, String type, Map<String, Double> needed, Setting setting, double value) {
    return pruner(isFine, type, with(needed, setting.name(), value));
  }

  private static Map<String, Double> with(Map<String, Double> map, String name, double value) {
    Map<String, Double> more = new TreeMap<>(map);
    more.put(name, value);
    return more;
  }

  static Stream<Case> strategies() {
    Stream<Case> known =
        Stream.of(Strategy.values())
            .map(strategy -> strategy.name().toLowerCase(Locale.ROOT))
            .map(
                name ->
                    fine(
                        "strategy " + name,
                        config ->
                            config
                                .setOptimizationStrategy(name)
                                .setHyperparams(
                                    Map.of(
                                        "grow_policy", choices("depthwise", "lossguide"),
                                        "max_leaves", when(ints(8, 16), "grow_policy", "lossguide"),
                                        "gamma", floats(0, 1).setStep(0.25).build()))));
    Stream<Case> unknown =
        Stream.of("bayes", "TPE", "", "nsgaii")
            .map(
                name ->
                    wrong(
                        "strategy \"" + name + "\"",
                        config -> config.setOptimizationStrategy(name)));
    Stream<Case> wide =
        Stream.of(Strategy.values())
            .filter(strategy -> strategy != Strategy.GRID)
            .map(strategy -> strategy.name().toLowerCase(Locale.ROOT))
            .map(
                name ->
                    fine(
                        "strategy %s on all that a parameter can be".formatted(name),
                        config ->
                            config
                                .setOptimizationStrategy(name)
                                .setHyperparams(
                                    Map.of(
                                        "gamma", floats(0, Float.MAX_VALUE).build(),
                                        "reg_alpha",
                                            floats(Float.MIN_VALUE, Float.MAX_VALUE)
                                                .setLog(true)
                                                .build(),
                                        "reg_lambda", floats(0, 0x1p53).setStep(1.0).build(),
                                        "min_child_weight", ints(0, 0x1p53).build(),
                                        "n_estimators", ints(1, 2).build()))));
    return Stream.of(known, unknown, wide).flatMap(cases -> cases);
  }

  private static Case grid(boolean isFine, String name, Map<String, HyperParameter> space) {
    return of(
        "a grid of " + name,
        isFine,
        config -> config.setOptimizationStrategy("grid").setHyperparams(space));
  }

  static Stream<Case> grids() {
    HyperParameter policy = choices("depthwise", "lossguide");
    HyperParameter ten = ints(1, 10).build();
    return Stream.of(
        grid(false, "a float without a step", Map.of("gamma", floats(0, 1).build())),
        grid(true, "a float with a step", Map.of("gamma", floats(0, 1).setStep(0.1).build())),
        grid(true, "10,000 points", Map.of("max_depth", ten, "max_leaves", ints(1, 1000).build())),
        grid(false, "10,010 points", Map.of("max_depth", ten, "max_leaves", ints(1, 1001).build())),
        grid(
            true,
            "10,000 points, most of them under a condition",
            Map.of(
                "grow_policy",
                policy,
                "max_leaves",
                when(ints(1, 9_999), "grow_policy", "lossguide"))),
        grid(
            false,
            "10,001 points, most of them under a condition",
            Map.of(
                "grow_policy",
                policy,
                "max_leaves",
                when(ints(1, 10_000), "grow_policy", "lossguide"))),
        grid(
            false,
            "a condition written as 3 and as 3.0",
            Map.of(
                "max_depth", ten,
                "max_leaves", when(ints(1, 100), "max_depth", 3L),
                "max_bin", when(ints(2, 101), "max_depth", 3.0))),
        grid(false, "countless points", Map.of("gamma", floats(0, 1).setStep(1e-15).build())));
  }

  private static Case space(boolean isFine, String name, Map<String, HyperParameter> space) {
    return of(name, isFine, config -> config.setHyperparams(space));
  }

  static Stream<Case> spaces() {
    HyperParameter depth = ints(3, 9).setStep(2.0).build();
    return Stream.of(
        space(
            true,
            "a condition on a condition",
            Map.of(
                "grow_policy", choices("depthwise", "lossguide"),
                "max_leaves", when(ints(8, 64), "grow_policy", "lossguide"),
                "max_bin", when(ints(16, 64), "max_leaves", 8L, 9L))),
        space(
            true,
            "a condition on a number written otherwise",
            Map.of("max_depth", depth, "max_leaves", when(ints(8, 64), "max_depth", 5.0))),
        space(
            false,
            "a condition beside the step",
            Map.of("max_depth", depth, "max_leaves", when(ints(8, 64), "max_depth", 4L))),
        space(
            false,
            "a condition beside a step of a billion",
            Map.of(
                "min_child_weight", ints(0, 0x1p52).setStep(4e9).build(),
                "max_leaves", when(ints(8, 64), "min_child_weight", 4_000_000_001L))),
        space(
            false,
            "a condition on an unknown parameter",
            Map.of("max_leaves", when(ints(8, 64), "grow_policy", "lossguide"))),
        space(
            false,
            "a condition on a value that is none",
            Map.of(
                "grow_policy", choices("depthwise", "lossguide"),
                "max_leaves", when(ints(8, 64), "grow_policy", "best"))),
        space(
            false,
            "a condition on no value",
            Map.of("max_depth", depth, "max_leaves", when(ints(8, 64), "max_depth"))),
        space(
            false,
            "a condition on a float",
            Map.of("gamma", floats(0, 1).build(), "max_leaves", when(ints(8, 64), "gamma", 0.5))),
        space(
            false,
            "a condition on itself",
            Map.of("max_depth", depth, "max_leaves", when(ints(8, 64), "max_leaves", 9L))),
        space(
            false,
            "conditions on each other",
            Map.of(
                "max_leaves", when(ints(8, 64), "max_bin", 9L),
                "max_bin", when(ints(8, 64), "max_leaves", 9L))),
        space(
            false,
            "two conditions",
            Map.of(
                "max_depth",
                depth,
                "grow_policy",
                choices("depthwise", "lossguide"),
                "max_leaves",
                ints(8, 64)
                    .setWhen(Map.of("max_depth", List.of(3L), "grow_policy", List.of("lossguide")))
                    .build())),
        space(false, "no choice", Map.of("grow_policy", choices())),
        space(false, "a choice twice", Map.of("max_depth", choices(3L, 3L))),
        space(false, "bounds the wrong way round", Map.of("gamma", floats(1, 0).build())),
        space(false, "a half int", Map.of("max_depth", ints(1, 2.5).build())),
        space(false, "half a step", Map.of("max_depth", ints(1, 9).setStep(0.5).build())),
        space(
            false,
            "a step on a logarithmic scale",
            Map.of("gamma", floats(1, 2).setLog(true).setStep(0.1).build())),
        space(false, "log from 0", Map.of("gamma", floats(0, 2).setLog(true).build())),
        space(false, "log of ints from 0", Map.of("max_depth", ints(0, 2).setLog(true).build())),
        space(false, "no step", Map.of("gamma", floats(0, 1).setStep(0.0).build())),
        space(
            false,
            "steps beyond number",
            Map.of("gamma", floats(0, 1e38).setStep(Double.MIN_NORMAL).build())),
        space(
            false,
            "an unknown type",
            Map.of("gamma", HyperParameter.newBuilder().setType("real").build())),
        space(false, "bounds that are none", Map.of("gamma", floats(0, Double.NaN).build())),
        space(
            false,
            "no bounds",
            Map.of("gamma", HyperParameter.newBuilder().setType("float").build())),
        fine(
            "first tries",
            config ->
                config
                    .setHyperparams(
                        Map.of(
                            "max_depth", depth,
                            "max_leaves", when(ints(8, 64), "max_depth", 3L),
                            "gamma", floats(0, 1).setStep(0.1).build()))
                    .setEnqueue(
                        List.of(
                            Map.of("max_depth", 3.0, "max_leaves", 8L, "gamma", 0.3),
                            Map.of("max_leaves", 9L)))),
        fine("as many trials as suit the series", config -> config.setNTrials(0)),
        wrong("fewer trials than none", config -> config.setNTrials(-1)),
        wrong("none at once", config -> config.setParallelTrials(0)),
        wrong("no attempt", config -> config.setMaxAttempts(0)),
        wrong("no time", config -> config.setTimeoutSeconds(0)),
        wrong("patience below 0", config -> config.setPatienceTrials(-1)),
        wrong("failures below 0", config -> config.setMaxFailures(-1)),
        fine(
            "everything at once",
            config ->
                config
                    .setObjectives(List.of("mae", "model_bytes"))
                    .setConstraints(Map.of("rmse", 3.5, "model_bytes", 0.0))
                    .setTargetValue(-1.0)
                    .setPatienceTrials(10_000)
                    .setMaxFailures(10_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"pruners", "strategies", "grids", "spaces"})
  void bothModulesThinkTheSameOfARequest(Case one) {
    JobRequested asked =
        JobRequested.newBuilder()
            .setTenantId("acme")
            .setJobId("one")
            .setModelType("forecast")
            .setModelName("load_forecast")
            .setFeatureSet("forecast_basic")
            .setConfig(one.config())
            .build();

    RequestRules.Verdict verdict = RequestRules.judge(RequestCodec.read(asked), NOON);

    switch (verdict) {
      case RequestRules.Verdict.Sound(var complete) -> {
        assertThat(one.isFine()).as("job-intake takes it").isTrue();
        JobAccepted accepted =
            dev.millrace.intake.codec.JobCodec.write(
                new JobEvent.JobAccepted("one", complete, NOON));
        assertThat(JobCodec.complaint(accepted)).as("hpo-service").isEmpty();
        search(JobCodec.fromAvro(accepted).plan());
      }
      case RequestRules.Verdict.Broken(var violations) -> {
        assertThat(one.isFine()).as("job-intake says %s", violations).isFalse();
        assertThat(JobCodec.complaint(asItCame(asked))).as("hpo-service").isNotEmpty();
      }
    }
  }

  /** As hpo-service would see it if job-intake let everything in. */
  private static JobAccepted asItCame(JobRequested asked) {
    return JobAccepted.newBuilder()
        .setTenantId(asked.getTenantId())
        .setJobId(asked.getJobId())
        .setConfig(asked.getConfig())
        .build();
  }

  /** What is taken can be searched, too. */
  private static void search(SearchPlan plan) {
    Sampler sampler = plan.strategy().sampler(plan.seed(), TRIALS);
    History history = History.NONE;
    for (int number = 0; number < TRIALS; number++) {
      SplittableRandom random = new SplittableRandom(number);
      Parameters sampled = sampler.sample(plan.space(), history, List.of(), random);
      Parameters parameters = begun(plan, number, sampled, random);
      StoppingRule rule = plan.pruner().rule(number, history);

      assertThat(parameters.names())
          .containsExactlyInAnyOrderElementsOf(plan.space().active(parameters));
      assertThat(plan.space().dimensions().entrySet())
          .allSatisfy(
              entry ->
                  assertThat(parameters.get(entry.getKey()).map(entry.getValue()::pointOf))
                      .as(entry.getKey())
                      .isNotEqualTo(Optional.of(Double.NaN)));
      assertThat(rule.reason()).isNotNull();
      history =
          history.plus(
              new FinishedTrial(number, parameters, new Outcome.Complete(random.nextDouble())));
    }
  }

  private static Parameters begun(
      SearchPlan plan, int number, Parameters sampled, SplittableRandom random) {
    List<Parameters> enqueued = plan.beginning().enqueued();
    return number < enqueued.size()
        ? new StartingPoint(enqueued.get(number), "", "").within(plan.space(), sampled, random)
        : sampled;
  }
}
