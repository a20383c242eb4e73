package dev.millrace.intake.request;

import dev.millrace.intake.request.TrainingConfig.Holdout;
import dev.millrace.intake.request.TrainingConfig.Period;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request must keep to become a job: one set of rules for the REST body and for what other
 * systems write to the topic.
 */
public final class RequestRules {

  static final String FORECAST = "forecast";
  public static final Set<String> MODEL_TYPES =
      Set.of(FORECAST, QuantileRules.MODEL_TYPE, "anomaly");
  public static final Set<String> PRIORITIES = Set.of("low", "normal", "high", "critical");

  /** Steps; the hours of a leap year. */
  public static final int LONGEST_HORIZON = 8784;

  public static final int MOST_SERIES = 1_000;
  public static final int MOST_TAGS = 32;

  private static final Pattern SHORT_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
  private static final Pattern FEATURE_SET = Pattern.compile("[A-Za-z0-9_.-]{1,64}(@\\d{1,6})?");
  private static final Pattern TITLE = Pattern.compile("[^\\p{Cntrl}]{0,256}");
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private RequestRules() {}

  /** What the rules say about a request. */
  public sealed interface Verdict {

    /** Every rule holds, every default is filled in. */
    record Sound(JobRequest complete) implements Verdict {}

    /** At least one rule is broken. */
    record Broken(List<Violation> violations) implements Verdict {
      public Broken {
        violations = List.copyOf(violations);
      }
    }
  }

  /**
   * Judges a request.
   *
   * @param at the moment of the decision; nothing recorded later is trained on unless the request
   *     says so
   */
  public static Verdict judge(JobRequest request, Instant at) {
    Complaints complaints = new Complaints();
    check(request, complaints);
    if (!complaints.isEmpty()) {
      return new Verdict.Broken(complaints.list());
    }
    return new Verdict.Sound(request.with(Completion.of(request.config(), at)));
  }

  /** Adds every broken rule of the request to the complaints. */
  public static void check(JobRequest request, Complaints complaints) {
    shortName("tenant_id", request.tenantId(), complaints);
    oneOf("model_type", request.modelType(), MODEL_TYPES, complaints);
    name("model_name", request.modelName(), complaints);
    featureSet(request.featureSet(), complaints);
    oneOf("priority", request.priority(), PRIORITIES, complaints);
    title("idempotency_key", request.idempotencyKey(), complaints);
    title("requested_by", request.requestedBy(), complaints);
    tags(request, complaints);
    TrainingConfig config = request.config();
    period(config.period(), complaints);
    series(config.series(), complaints);
    perSeries(request, complaints);
    name("config.target_variable", config.targetVariable(), complaints);
    within("config.horizon", config.horizon(), 1, LONGEST_HORIZON, complaints);
    complaints.require(config.seed() >= 0, "config.seed", "must be ≥ 0", config.seed());
    new SearchRules(complaints).check(config);
    trainedTogether(request, complaints);
    holdout(config.holdout(), complaints);
    config.fitting().check(complaints);
    QuantileRules.check(request, complaints);
    PathRules.check(request, complaints);
    new SpaceRules(complaints).check(config);
  }

  private static void trainedTogether(JobRequest request, Complaints complaints) {
    String type = request.modelType();
    long workers = request.config().search().trainingWorkers();
    complaints.require(
        workers <= 1 || type.equals(FORECAST) || !MODEL_TYPES.contains(type),
        "config.training_workers",
        "must be 1 for model_type " + type,
        workers);
  }

  /** A tenant, pool or policy: something that is part of a record key. */
  public static boolean shortName(String field, String value, Complaints complaints) {
    return complaints.require(
        SHORT_NAME.matcher(value).matches(), field, "must be 1 to 64 of [A-Za-z0-9_.-]", value);
  }

  /** A feature set, and the version when it is not to be the last. */
  public static boolean featureSet(String value, Complaints complaints) {
    return complaints.require(
        FEATURE_SET.matcher(value).matches(),
        "feature_set",
        "must be 1 to 64 of [A-Za-z0-9_.-], and may have @ and a version behind it",
        value);
  }

  /** A model, variable or job. */
  public static boolean name(String field, String value, Complaints complaints) {
    return complaints.require(
        NAME.matcher(value).matches(), field, "must be 1 to 128 of [A-Za-z0-9_.-]", value);
  }

  /** Names of series: some, each once. */
  public static void seriesNames(String field, List<String> series, Complaints complaints) {
    complaints.require(
        series.size() <= MOST_SERIES, field, "must name at most " + MOST_SERIES, series.size());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < series.size(); i++) {
      String name = series.get(i);
      String at = field + "[" + i + "]";
      complaints.require(
          !name.isBlank() && TITLE.matcher(name).matches(),
          at,
          "must be 1 to 256 printable characters",
          name);
      complaints.require(seen.add(name), at, "must be named once", name);
    }
  }

  private static void series(List<String> series, Complaints complaints) {
    complaints.require(!series.isEmpty(), "config.series", "must name at least one", "none");
    seriesNames("config.series", series, complaints);
  }

  private static void perSeries(JobRequest request, Complaints complaints) {
    TrainingConfig config = request.config();
    if (!config.perSeries()) {
      return;
    }
    complaints.require(
        request.modelName().length() <= SeriesModels.LONGEST_MODEL_NAME,
        "model_name",
        "must be at most %d characters with per_series, as the names of the series come behind it"
            .formatted(SeriesModels.LONGEST_MODEL_NAME),
        request.modelName());
    complaints.require(
        config.isForEverySeries() || !config.series().contains(TrainingConfig.EVERY_SERIES),
        "config.series",
        "must not have * beside other names with per_series",
        config.series());
    complaints.require(
        config.tuning().beginning().continues().isEmpty(),
        "config.continues",
        "must be empty with per_series: each series has a search of its own",
        config.tuning().beginning().continues());
  }

  private static void tags(JobRequest request, Complaints complaints) {
    int count = request.tags().size();
    complaints.require(count <= MOST_TAGS, "tags", "must be at most " + MOST_TAGS, count);
    request
        .tags()
        .forEach(
            (tag, value) -> {
              shortName("tags." + tag, tag, complaints);
              title("tags." + tag, value, complaints);
            });
  }

  private static void period(Period period, Complaints complaints) {
    Instant start = period.start();
    Instant end = period.end();
    Instant asOf = period.asOf();
    boolean startIsSane = date("config.start_date", start, complaints);
    boolean endIsSane = date("config.end_date", end, complaints);
    boolean asOfIsSane = date("config.as_of", asOf, complaints);
    if (start == null || !(startIsSane && endIsSane && asOfIsSane)) {
      return;
    }
    if (end != null) {
      complaints.require(
          end.isAfter(start), "config.end_date", "must be after start_date " + start, end);
    }
    if (asOf != null) {
      complaints.require(
          asOf.isAfter(start), "config.as_of", "must be after start_date " + start, asOf);
    }
  }

  private static boolean date(String field, @Nullable Instant value, Complaints complaints) {
    return value == null
        || complaints.require(
            !value.isBefore(EARLIEST) && value.isBefore(LATEST),
            field,
            "must be between the years 1900 and 2199",
            value);
  }

  private static void holdout(Holdout holdout, Complaints complaints) {
    double validation = holdout.validation();
    double test = holdout.test();
    boolean validationIsShare = share("config.validation_split", validation, complaints);
    boolean testIsShare = share("config.test_split", test, complaints);
    if (validationIsShare && testIsShare && validation + test >= 1) {
      complaints.add(
          "config.test_split",
          "validation_split and test_split must sum to less than 1",
          "validation_split %s and test_split %s leave no rows for training"
              .formatted(validation, test));
    }
  }

  private static boolean share(String field, double value, Complaints complaints) {
    // Written so that NaN breaks it.
    return complaints.require(value > 0 && value < 1, field, "must be above 0 and below 1", value);
  }

  static void title(String field, String value, Complaints complaints) {
    complaints.require(
        TITLE.matcher(value).matches(), field, "must be at most 256 printable characters", value);
  }

  private static void within(String field, long value, long low, long high, Complaints complaints) {
    complaints.require(
        value >= low && value <= high, field, "must be from " + low + " to " + high, value);
  }

  private static void oneOf(
      String field, String value, Set<String> allowed, Complaints complaints) {
    complaints.require(
        allowed.contains(value),
        field,
        "must be one of " + String.join(", ", new TreeSet<>(allowed)),
        value);
  }
}
