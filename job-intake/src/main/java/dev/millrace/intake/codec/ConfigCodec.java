package dev.millrace.intake.codec;

import dev.millrace.events.AnomalyLabel;
import dev.millrace.events.JobConfig;
import dev.millrace.events.PrunerConfig;
import dev.millrace.events.TrainingOptions;
import dev.millrace.intake.request.Alarms;
import dev.millrace.intake.request.Fitting;
import dev.millrace.intake.request.TrainingConfig;
import dev.millrace.intake.request.TrainingConfig.Holdout;
import dev.millrace.intake.request.TrainingConfig.Period;
import dev.millrace.intake.request.TrainingConfig.Search;
import dev.millrace.intake.request.Tuning;
import dev.millrace.intake.request.Tuning.Beginning;
import dev.millrace.intake.request.Tuning.Goals;
import dev.millrace.intake.request.Tuning.Pruning;
import dev.millrace.intake.request.Tuning.Stopping;
import java.util.Objects;

/** Configurations of jobs. */
final class ConfigCodec {

  private ConfigCodec() {}

  static TrainingConfig read(JobConfig config) {
    return new TrainingConfig(
        new Period(config.getStartDate(), config.getEndDate(), config.getAsOf()),
        config.getSeries(),
        config.getPerSeries(),
        config.getTargetVariable(),
        config.getHorizon(),
        new Search(
            config.getEnableHpo(),
            config.getNTrials(),
            config.getParallelTrials(),
            config.getOptimizationStrategy(),
            config.getObjective(),
            config.getTimeoutSeconds(),
            config.getMaxAttempts(),
            config.getTrainingWorkers(),
            config.getPool()),
        tuning(config),
        new Holdout(config.getValidationSplit(), config.getTestSplit()),
        fitting(config.getTraining()),
        config.getSeed(),
        SpaceCodec.read(config.getHyperparams()));
  }

  private static Fitting fitting(TrainingOptions options) {
    Integer rounds = options.getEarlyStoppingRounds();
    return new Fitting(
        options.getFolds(),
        options.getEmbargo(),
        options.getTargetTransform(),
        options.getLoss(),
        rounds == null ? null : rounds.longValue(),
        alarms(options),
        options.getQuantiles(),
        options.getPath());
  }

  private static Alarms alarms(TrainingOptions options) {
    return new Alarms(
        options.getThreshold(),
        options.getFalseAlarmsPerWeek(),
        options.getLabels().stream()
            .map(label -> new Alarms.Label(label.getSeries(), label.getStart(), label.getEnd()))
            .toList());
  }

  private static AnomalyLabel write(Alarms.Label label) {
    return new AnomalyLabel(
        label.series(), Objects.requireNonNull(label.start()), Objects.requireNonNull(label.end()));
  }

  private static TrainingOptions write(Fitting fitting) {
    Long rounds = fitting.earlyStoppingRounds();
    return TrainingOptions.newBuilder()
        .setFolds(Math.toIntExact(fitting.folds()))
        .setEmbargo(fitting.embargo())
        .setTargetTransform(fitting.targetTransform())
        .setLoss(fitting.loss())
        .setEarlyStoppingRounds(rounds == null ? null : Math.toIntExact(rounds))
        .setThreshold(fitting.alarms().threshold())
        .setFalseAlarmsPerWeek(fitting.alarms().falseAlarmsPerWeek())
        .setLabels(fitting.alarms().labels().stream().map(ConfigCodec::write).toList())
        .setQuantiles(fitting.quantiles())
        .setPath(fitting.path())
        .build();
  }

  private static Tuning tuning(JobConfig config) {
    return new Tuning(
        new Goals(config.getObjectives(), config.getConstraints()),
        new Beginning(
            SpaceCodec.readAll(config.getEnqueue()), config.getWarmStart(), config.getContinues()),
        new Pruning(config.getPruner().getType(), config.getPruner().getSettings()),
        new Stopping(config.getTargetValue(), config.getPatienceTrials(), config.getMaxFailures()));
  }

  static JobConfig write(TrainingConfig config) {
    Search search = config.search();
    JobConfig.Builder builder =
        JobConfig.newBuilder()
            .setStartDate(config.period().start())
            .setEndDate(config.period().end())
            .setAsOf(config.period().asOf())
            .setSeries(config.series())
            .setPerSeries(config.perSeries())
            .setTargetVariable(config.targetVariable())
            .setHorizon(Math.toIntExact(config.horizon()))
            .setEnableHpo(search.enabled())
            .setNTrials(Math.toIntExact(search.trials()))
            .setParallelTrials(Math.toIntExact(search.parallelTrials()))
            .setOptimizationStrategy(search.strategy())
            .setObjective(search.objective())
            .setTimeoutSeconds(Math.toIntExact(search.timeoutSeconds()))
            .setMaxAttempts(Math.toIntExact(search.maxAttempts()))
            .setTrainingWorkers(Math.toIntExact(search.trainingWorkers()))
            .setPool(search.pool())
            .setValidationSplit(config.holdout().validation())
            .setTestSplit(config.holdout().test())
            .setTraining(write(config.fitting()))
            .setSeed(config.seed())
            .setHyperparams(SpaceCodec.write(config.hyperparams()));
    write(config.tuning(), builder);
    return builder.build();
  }

  private static void write(Tuning tuning, JobConfig.Builder builder) {
    builder
        .setObjectives(tuning.goals().objectives())
        .setConstraints(tuning.goals().constraints())
        .setEnqueue(SpaceCodec.writeAll(tuning.beginning().enqueue()))
        .setWarmStart(tuning.beginning().warmStart())
        .setContinues(tuning.beginning().continues())
        .setPruner(new PrunerConfig(tuning.pruning().type(), tuning.pruning().settings()))
        .setTargetValue(tuning.stopping().target())
        .setPatienceTrials(Math.toIntExact(tuning.stopping().patience()))
        .setMaxFailures(Math.toIntExact(tuning.stopping().failures()));
  }
}
