package dev.millrace.intake.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.intake.request.Dimension;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.Scalar.Text;
import dev.millrace.intake.request.Scalar.Whole;
import dev.millrace.intake.request.SearchRules;
import dev.millrace.intake.request.TrainingConfig;
import dev.millrace.intake.request.Tuning;
import dev.millrace.platform.web.JsonBody;
import dev.millrace.platform.web.ProblemException;
import dev.millrace.platform.web.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobRequestReaderTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  static final String BODY =
      """
      {"tenant_id":"acme","model_type":"forecast","model_name":"load_forecast","feature_set":"forecast_basic",
       "config":{"start_date":"2025-01-01T00:00:00Z","end_date":"2025-10-01T00:00:00Z","series":["substation-7"],
        "target_variable":"load_kw","horizon":24,"enable_hpo":true,"n_trials":50,"parallel_trials":4,
        "optimization_strategy":"tpe","timeout_seconds":1800,"validation_split":0.2,"test_split":0.1,"seed":42,
        "hyperparams":{"n_estimators":{"type":"int","low":50,"high":300},
         "learning_rate":{"type":"float","low":0.01,"high":0.3,"log":true},
         "max_depth":{"type":"int","low":3,"high":10},"subsample":{"type":"float","low":0.6,"high":1.0}}},
       "priority":"normal","idempotency_key":"2025-10-nightly","tags":{"team":"grid"}}
      """;

  private static JobRequest read(String body) {
    return JobRequestReader.read(JsonBody.object(body.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void readsEveryFieldOfTheExample() {
    JobRequest request = read(BODY);

    assertThat(request.tenantId()).isEqualTo("acme");
    assertThat(request.idempotencyKey()).isEqualTo("2025-10-nightly");
    assertThat(request.tags()).containsEntry("team", "grid");
    assertThat(request.config().period().start()).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(request.config().search().trials()).isEqualTo(50);
    assertThat(request.config().hyperparams())
        .containsEntry("learning_rate", Dimension.logReal(0.01, 0.3))
        .containsEntry("max_depth", Dimension.whole(3, 10));
  }

  @Test
  void aPlainValueIsAFixedHyperparameter() throws Exception {
    ObjectNode body = changed("/config/hyperparams/max_depth", "4");

    assertThat(read(body.toString()).config().hyperparams())
        .containsEntry("max_depth", Dimension.fixed(new Whole(4)));
  }

  @Test
  void quantilesAreSearchedByTheirOwnLossUnlessTheRequestSaysMore() throws Exception {
    ObjectNode body = changed("/model_type", "\"quantile_forecast\"");

    assertThat(read(body.toString()).config().search().objective()).isEqualTo("pinball");
    body.withObject("/config").put("objective", "rmse");
    body.withObject("/config").putObject("constraints").put("pinball", 2.5);
    body.withObject("/config/training").putArray("quantiles").add(0.05).add(0.5).add(0.75);
    TrainingConfig config = read(body.toString()).config();
    assertThat(config.search().objective()).isEqualTo("rmse");
    assertThat(config.fitting().quantiles()).containsExactly(0.05, 0.5, 0.75);
  }

  @Test
  void quantilesHaveNoOtherLoss() throws Exception {
    ObjectNode body = changed("/model_type", "\"quantile_forecast\"");
    body.withObject("/config/training").put("loss", "squared_error");

    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> read(body.toString()));

    assertThat(problem.violations())
        .extracting(Violation::field)
        .containsExactly("config.training.loss");
  }

  @Test
  void aPathIsForForecastsOfTwoStepsToAWeekOfHours() throws Exception {
    ObjectNode body = changed("/config/training", "{\"path\":true}");
    body.withObject("/config").put("horizon", 168);

    assertThat(read(body.toString()).config().fitting().path()).isTrue();
    for (int horizon : new int[] {1, 169}) {
      body.withObject("/config").put("horizon", horizon);
      assertThat(violations(body))
          .extracting(Violation::field, Violation::rule)
          .containsExactly(
              tuple("config.horizon", "must be from 2 to 168 steps with training.path"));
    }
    body.withObject("/config").put("horizon", 24).put("training_workers", 2);
    assertThat(violations(body))
        .extracting(Violation::field)
        .containsExactly("config.training_workers");
    body.withObject("/config").put("training_workers", 1);
    for (String other : List.of("quantile_forecast", "anomaly")) {
      body.put("model_type", other);
      assertThat(violations(body)).extracting(Violation::field).contains("config.training.path");
    }
  }

  private static List<Violation> violations(ObjectNode body) {
    return catchThrowableOfType(ProblemException.class, () -> read(body.toString())).violations();
  }

  @Test
  void whatIsLeftAwayHasTheDocumentedDefault() {
    JobRequest request =
        read(
            """
            {"tenant_id":"acme","model_type":"forecast","model_name":"m","feature_set":"forecast_basic",
             "config":{"series":["s"],"target_variable":"v"}}
            """);

    var fromSchema = dev.millrace.events.JobConfig.newBuilder().build();
    assertThat(request.priority()).isEqualTo("normal");
    assertThat(request.config().horizon()).isEqualTo(fromSchema.getHorizon());
    assertThat(request.config().seed()).isEqualTo(fromSchema.getSeed());
    assertThat(request.config().holdout().validation()).isEqualTo(fromSchema.getValidationSplit());
    assertThat(request.config().holdout().test()).isEqualTo(fromSchema.getTestSplit());
    var search = request.config().search();
    assertThat(search.enabled()).isEqualTo(fromSchema.getEnableHpo());
    assertThat(search.trials()).isEqualTo(fromSchema.getNTrials());
    assertThat(search.parallelTrials()).isEqualTo(fromSchema.getParallelTrials());
    assertThat(search.strategy()).isEqualTo(fromSchema.getOptimizationStrategy());
    assertThat(search.objective()).isEqualTo(fromSchema.getObjective());
    assertThat(search.timeoutSeconds()).isEqualTo(fromSchema.getTimeoutSeconds());
    assertThat(search.maxAttempts()).isEqualTo(fromSchema.getMaxAttempts());
    assertThat(search.trainingWorkers()).isEqualTo(fromSchema.getTrainingWorkers());
    assertThat(search.pool()).isEqualTo(fromSchema.getPool());
    var tuning = request.config().tuning();
    assertThat(tuning).isEqualTo(Tuning.PLAIN);
    assertThat(tuning.goals().objectives()).isEqualTo(fromSchema.getObjectives());
    assertThat(tuning.goals().constraints()).isEqualTo(fromSchema.getConstraints());
    assertThat(fromSchema.getEnqueue()).isEmpty();
    assertThat(tuning.beginning().warmStart()).isEqualTo(fromSchema.getWarmStart());
    assertThat(tuning.beginning().continues()).isEqualTo(fromSchema.getContinues());
    assertThat(tuning.pruning().type()).isEqualTo(fromSchema.getPruner().getType());
    assertThat(tuning.stopping().target()).isEqualTo(fromSchema.getTargetValue());
    assertThat(tuning.stopping().patience()).isEqualTo(fromSchema.getPatienceTrials());
    assertThat(tuning.stopping().failures()).isEqualTo(fromSchema.getMaxFailures());
    var fitting = request.config().fitting();
    assertThat(fitting.quantiles()).isEqualTo(fromSchema.getTraining().getQuantiles());
    assertThat(fitting.path()).isEqualTo(fromSchema.getTraining().getPath());
    assertThat(fitting.folds()).isEqualTo(fromSchema.getTraining().getFolds());
    assertThat(fitting.embargo()).isEqualTo(fromSchema.getTraining().getEmbargo());
    assertThat(fitting.targetTransform()).isEqualTo(fromSchema.getTraining().getTargetTransform());
    assertThat(fitting.loss()).isEqualTo(fromSchema.getTraining().getLoss());
    assertThat(fitting.earlyStoppingRounds()).isNull();
    assertThat(fitting.alarms().threshold()).isEqualTo(fromSchema.getTraining().getThreshold());
    assertThat(fitting.alarms().falseAlarmsPerWeek())
        .isEqualTo(fromSchema.getTraining().getFalseAlarmsPerWeek());
    assertThat(fitting.alarms().labels()).isEmpty();
    assertThat(fromSchema.getTraining().getEarlyStoppingRounds()).isNull();
  }

  @Test
  void readsTheSettingsOfASearch() throws Exception {
    ObjectNode body =
        (ObjectNode)
            JSON.readTree(
                """
                {"tenant_id":"acme","model_type":"forecast","model_name":"m","feature_set":"forecast_basic",
                 "config":{"series":["s"],"target_variable":"v","n_trials":"auto","optimization_strategy":"auto",
                  "objectives":["rmse","model_bytes"],"constraints":{"mape":3.5},"warm_start":false,
                  "enqueue":[{"max_depth":5,"grow_policy":"lossguide"}],
                  "pruner":{"type":"median","warmup":0.2,"startup_trials":4},
                  "target_value":1.5,"patience_trials":20,"max_failures":3,
                  "hyperparams":{"max_depth":{"type":"int","low":3,"high":10},
                   "grow_policy":{"type":"categorical","choices":["depthwise","lossguide"]},
                   "max_leaves":{"type":"int","low":8,"high":256,"when":{"grow_policy":["lossguide"]}},
                   "max_bin":{"type":"int","low":8,"high":256,"when":{"grow_policy":"depthwise"}}}}}
                """);

    var config = read(body.toString()).config();

    assertThat(config.search().trials()).isEqualTo(SearchRules.AUTO_TRIALS);
    assertThat(config.tuning())
        .isEqualTo(
            new Tuning(
                new Tuning.Goals(List.of("rmse", "model_bytes"), Map.of("mape", 3.5)),
                new Tuning.Beginning(
                    List.of(
                        Map.of("max_depth", new Whole(5), "grow_policy", new Text("lossguide"))),
                    false,
                    ""),
                new Tuning.Pruning("median", Map.of("warmup", 0.2, "startup_trials", 4.0)),
                new Tuning.Stopping(1.5, 20, 3)));
    assertThat(config.hyperparams())
        .containsEntry("max_leaves", leaves("lossguide"))
        .containsEntry("max_bin", leaves("depthwise"));
  }

  private static Dimension leaves(String policy) {
    return Dimension.whole(8, 256).onlyWhen(Map.of("grow_policy", List.of(new Text(policy))));
  }

  @Test
  void anObjectiveBesideOthersMustBeTheFirst() throws Exception {
    ObjectNode body = changed("/config/objectives", "[\"rmse\",\"mae\"]");
    ((ObjectNode) body.get("config")).put("objective", "mae");

    assertThatThrownBy(() -> read(body.toString()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.violations())
                    .extracting(v -> v.field())
                    .containsExactly("config.objective"));
  }

  @Test
  void aTimeWithoutAZoneIsInUtc() throws Exception {
    ObjectNode body = changed("/config/start_date", "\"2025-01-31T08:00:00\"");

    assertThat(read(body.toString()).config().period().start()).isEqualTo("2025-01-31T08:00:00Z");
  }

  @ParameterizedTest(name = "{0} = {1} → {2} {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "/tenant_id|17|tenant_id|must be a string",
        "/tenant_id|\"a/b\"|tenant_id|must be 1 to 64 of",
        "/model_type|\"cluster\"|model_type|must be one of anomaly, forecast, quantile_forecast",
        "/model_name|null|model_name|must be 1 to 128 of",
        "/feature_set|\"\"|feature_set|must be 1 to 64 of",
        "/feature_set|\"mine@x\"|feature_set|must be 1 to 64 of",
        "/priority|\"urgent\"|priority|must be one of critical",
        "/tags|[]|tags|must be an object",
        "/tags/team|7|tags.team|must be a string",
        "/colour|\"red\"|colour|is unknown",
        "/config|\"fast\"|config|must be an object",
        "/config/n_trails|5|config.n_trails|is unknown",
        "/config/horizon|-1|config.horizon|must be from 1 to 8784",
        "/config/horizon|1.5|config.horizon|must be a whole number",
        "/config/horizon|\"24\"|config.horizon|must be a whole number",
        "/config/horizon|99999999999999999999|config.horizon|must be a whole number",
        "/config/n_trials|0|config.n_trials|must be \"auto\" or from 1 to 10000",
        "/config/n_trials|10001|config.n_trials|must be \"auto\" or from 1 to 10000",
        "/config/parallel_trials|0|config.parallel_trials|must be from 1 to 1000",
        "/config/timeout_seconds|0|config.timeout_seconds|must be from 1",
        "/config/seed|-1|config.seed|must be ≥ 0",
        "/config/enable_hpo|\"yes\"|config.enable_hpo|must be true or false",
        "/config/series|[]|config.series|must name at least one",
        "/config/series|\"s\"|config.series|must be a list of strings",
        "/config/series|[1]|config.series[0]|must be a string",
        "/config/series|[\"a\",\"a\"]|config.series[1]|must be named once",
        "/config/start_date|\"yesterday\"|config.start_date|must be an ISO-8601 date",
        "/config/start_date|1735689600|config.start_date|must be an ISO-8601 date",
        "/config/end_date|\"2024-01-01\"|config.end_date|must be after start_date",
        "/config/end_date|\"9999-01-01\"|config.end_date|must be between the years",
        "/config/validation_split|0|config.validation_split|must be above 0 and below 1",
        "/config/validation_split|\"NaN\"|config.validation_split|must be a number",
        "/config/validation_split|0.95|config.test_split|must sum to less than 1",
        "/config/objective|\"auc\"|config.objective|must be one of mae",
        "/config/hyperparams/max_depth|null|config.hyperparams.max_depth|must be a value, or an",
        "/config/hyperparams/max_depth|[3]|config.hyperparams.max_depth|must be a value, or an",
        "/config/hyperparams/max_depth/low|11|config.hyperparams.max_depth.low|low must be below",
        "/config/hyperparams/max_depth/low|\"3\"|config.hyperparams.max_depth.low|must be a number",
        "/config/hyperparams/max_depth/lwo|3|config.hyperparams.max_depth.lwo|is unknown",
        "/config/hyperparams/learning_rate/low|0|config.hyperparams.learning_rate.low|must be above 0 on",
        "/config/n_trials|\"many\"|config.n_trials|must be \"auto\" or from 1 to 10000",
        "/config/optimization_strategy|\"annealing\"|config.optimization_strategy|must be one of auto",
        "/config/optimization_strategy|\"grid\"|config.hyperparams.subsample.step|must be given",
        "/config/hyperparams/max_depth/when|{\"eta\":[1]}|config.hyperparams.max_depth.when.eta|must be a parameter",
        "/config/hyperparams/max_depth/when|7|config.hyperparams.max_depth.when|must be an object",
        "/config/objectives|\"mae\"|config.objectives|must be a list of strings",
        "/config/objectives|[\"mae\",\"mae\"]|config.objectives[1]|must be there once",
        "/config/constraints|{\"rmse\":\"small\"}|config.constraints.rmse|must be a number",
        "/config/constraints|{\"auc\":1}|config.constraints.auc|is unknown",
        "/config/enqueue|{}|config.enqueue|must be a list",
        "/config/enqueue|[7]|config.enqueue[0]|must be an object",
        "/config/enqueue|[{\"max_depth\":[3]}]|config.enqueue[0].max_depth|must be a number, a",
        "/config/enqueue|[{\"max_depth\":33}]|config.enqueue[0].max_depth|must be a whole number",
        "/config/warm_start|1|config.warm_start|must be true or false",
        "/config/pruner|\"fastest\"|config.pruner.type|must be one of asha",
        "/config/pruner|7|config.pruner|must be a type of pruner",
        "/config/pruner|{\"type\":\"median\",\"warmup\":\"long\"}|config.pruner.warmup|must be a number",
        "/config/pruner|{\"type\":\"median\",\"warmup\":2}|config.pruner.warmup|must be from 0 to 1",
        "/config/target_value|\"low\"|config.target_value|must be a number",
        "/config/patience_trials|-1|config.patience_trials|must be from 0",
        "/config/max_failures|0.5|config.max_failures|must be a whole number",
        "/config/continues|7|config.continues|must be a string",
        "/config/hyperparams/seed|1|config.hyperparams.seed|is reserved",
        "/config/training|7|config.training|must be an object",
        "/config/training|{\"folds\":0}|config.training.folds|must be from 1 to 20",
        "/config/training|{\"folds\":21}|config.training.folds|must be from 1 to 20",
        "/config/training|{\"target_transform\":\"log\"}|config.training.target_transform|must be one of auto",
        "/config/training|{\"loss\":\"hinge\"}|config.training.loss|must be one of absolute_error",
        "/config/training|{\"early_stopping_rounds\":-1}|config.training.early_stopping_rounds|must be from 0",
        "/config/training|{\"threshold\":\"high\"}|config.training.threshold|must be one of extreme_value",
        "/config/training|{\"false_alarms_per_week\":0}|config.training.false_alarms_per_week|must be above 0",
        "/config/training|{\"labels\":[{\"end\":\"2025-01-01\"}]}|config.training.labels[0].start|must be given",
        "/config/training|{\"labels\":[{\"from\":1}]}|config.training.labels[0].from|is unknown",
        "/config/training|{\"quantiles\":0.5}|config.training.quantiles|must be a list of numbers",
        "/config/training|{\"quantiles\":[0.1,\"x\"]}|config.training.quantiles[1]|must be a number",
        "/config/training|{\"quantiles\":[]}|config.training.quantiles|must be 2 to 9 rising",
        "/config/training|{\"quantiles\":[0.5]}|config.training.quantiles|must be 2 to 9 rising",
        "/config/training|{\"quantiles\":[0.1,0.9]}|config.training.quantiles|0.5 among them",
        "/config/training|{\"quantiles\":[0.9,0.5]}|config.training.quantiles|must be 2 to 9 rising",
        "/config/training|{\"quantiles\":[0.5,0.5]}|config.training.quantiles|must be 2 to 9 rising",
        "/config/training|{\"quantiles\":[0,0.5]}|config.training.quantiles|above 0 and below 1",
        "/config/training|{\"quantiles\":[0.5,1]}|config.training.quantiles|above 0 and below 1",
        "/config/training|{\"path\":\"yes\"}|config.training.path|must be true or false",
        "/config/objective|\"pinball\"|config.objective|only for quantile_forecast",
        "/config/constraints|{\"pinball\":1}|config.constraints.pinball|only for quantile_forecast",
        "/config/training|{\"fold\":1}|config.training.fold|is unknown",
      })
  void aBadValueIsRefusedWithItsFieldAndRule(
      String pointer, String value, String field, String rule) throws Exception {
    String body = changed(pointer, value).toString();

    ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(body));

    assertThat(problem.status().getCode()).isEqualTo(400);
    assertThat(problem.violations())
        .anySatisfy(
            violation -> {
              assertThat(violation.field()).isEqualTo(field);
              assertThat(violation.rule()).contains(rule);
              assertThat(violation.message()).isNotBlank();
            });
    assertThat(problem.violations()).extracting(v -> v.field()).doesNotHaveDuplicates();
  }

  @Test
  void aNumberBeyondAllNumbersIsRefused() {
    String body = BODY.replace("\"validation_split\":0.2", "\"validation_split\":1e999");

    assertThatThrownBy(() -> read(body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem ->
                assertThat(problem.violations())
                    .extracting(v -> v.field())
                    .containsExactly("config.validation_split"));
  }

  @Test
  void aMegabyteOfJunkIsRefusedAsAnyOtherJunk() {
    assertThatThrownBy(() -> read("x".repeat(1 << 20))).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> read("[".repeat(1 << 20))).isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> read("{\"tenant_id\":\"" + "x".repeat(1 << 20) + "\"}"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.getMessage()).hasSizeLessThan(2_000));
  }

  private static ObjectNode changed(String pointer, String value) throws Exception {
    ObjectNode body = (ObjectNode) JSON.readTree(BODY);
    int cut = pointer.lastIndexOf('/');
    JsonNode parent = cut == 0 ? body : body.at(pointer.substring(0, cut));
    ((ObjectNode) parent).set(pointer.substring(cut + 1), JSON.readTree(value));
    return body;
  }
}
