package dev.millrace.features.web;

import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.features.set.Holidays;
import dev.millrace.platform.web.Page;
import dev.millrace.platform.web.ProblemException;
import dev.millrace.platform.web.Violation;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be learnt from, and the rows for a forecast. */
@Controller("/ai/features")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeaturesController {

  private static final int MOST_OBSERVED = 20_000;

  private final FeatureSets sets;
  private final MeasurementQueries queries;
  private final Holidays holidays;
  private final InstantSource clock;

  FeaturesController(
      FeatureSets sets, MeasurementQueries queries, Holidays holidays, InstantSource clock) {
    this.sets = sets;
    this.queries = queries;
    this.holidays = holidays;
    this.clock = clock;
  }

  /** What was measured for a tenant. */
  @Get("/series")
  Page<Bodies.SeriesBody> series(@QueryValue("tenant_id") @Nullable String tenant) {
    return Bodies.series(queries.variables(required("tenant_id", tenant)));
  }

  /** The rows a model needs to forecast the next steps; a value that is missing is null. */
  @Get("/forecast-rows")
  Bodies.Forecast forecastRows(
      @QueryValue("tenant_id") @Nullable String tenant,
      @QueryValue @Nullable String series,
      @QueryValue @Nullable String variable,
      @QueryValue(value = "feature_set", defaultValue = "forecast_basic") String featureSet,
      @QueryValue(defaultValue = "24") int horizon) {
    ForecastQuery query = query(tenant, series, variable, horizon);
    FeatureSet set = set(featureSet, query);
    return Bodies.forecast(query, set, query.rows(set, queries, holidays));
  }

  /** What a model of a path needs to forecast all of the next steps; what is missing is null. */
  @Get("/forecast-path")
  Bodies.ForecastPath forecastPath(
      @QueryValue("tenant_id") @Nullable String tenant,
      @QueryValue @Nullable String series,
      @QueryValue @Nullable String variable,
      @QueryValue(value = "feature_set", defaultValue = "forecast_basic") String featureSet,
      @QueryValue(defaultValue = "24") int horizon) {
    ForecastQuery query = query(tenant, series, variable, horizon);
    FeatureSet set = set(featureSet, query);
    return Bodies.forecastPath(query, set, query.path(set, queries, holidays));
  }

  /** The rows of the last values that were observed: what a model knew before each. */
  @Get("/observed-rows")
  Bodies.Past observedRows(
      @QueryValue("tenant_id") @Nullable String tenant,
      @QueryValue @Nullable String series,
      @QueryValue @Nullable String variable,
      @QueryValue(value = "feature_set", defaultValue = "forecast_basic") String featureSet,
      @QueryValue(defaultValue = "24") int horizon,
      @QueryValue(defaultValue = "1000") int steps) {
    if (steps < 1 || steps > MOST_OBSERVED) {
      throw ProblemException.invalid("steps", "must be 1 to " + MOST_OBSERVED, "steps is " + steps);
    }
    ForecastQuery query = query(tenant, series, variable, horizon);
    FeatureSet set = set(featureSet, query);
    return Bodies.past(query, set, query.past(set, queries, holidays, steps));
  }

  /** What is asked for as of now. */
  private ForecastQuery query(
      @Nullable String tenant, @Nullable String series, @Nullable String variable, int horizon) {
    return ForecastQuery.of(
        required("tenant_id", tenant),
        required("series", series),
        required("variable", variable),
        horizon,
        clock.instant());
  }

  private FeatureSet set(String name, ForecastQuery query) {
    return KnownSet.of(sets, query.tenant(), name, query.asOf());
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw ProblemException.invalid(
          List.of(new Violation(field, "must be given", field + " is missing")));
    }
    return value;
  }
}
