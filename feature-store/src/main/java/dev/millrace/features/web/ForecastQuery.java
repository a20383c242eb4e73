package dev.millrace.features.web;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.ForecastRows;
import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.SeriesData.NothingInRange;
import dev.millrace.features.dataset.SeriesData.Observed;
import dev.millrace.features.dataset.SeriesData.UnknownSeries;
import dev.millrace.features.dataset.SeriesData.UnknownVariable;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.series.Observations;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Holidays;
import dev.millrace.platform.web.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;

/** A question for the rows of a forecast: one series, all that is known now. */
record ForecastQuery(String tenant, String series, String variable, int horizon, Instant asOf) {

  static ForecastQuery of(
      String tenant, String series, String variable, int horizon, Instant asOf) {
    if (horizon < 1 || horizon > DatasetRequest.LONGEST_HORIZON) {
      throw ProblemException.invalid(
          "horizon",
          "must be 1 to %d steps".formatted(DatasetRequest.LONGEST_HORIZON),
          "horizon is %d".formatted(horizon));
    }
    return new ForecastQuery(tenant, series, variable, horizon, asOf);
  }

  /** A row for each of the next steps. */
  List<ForecastRows.Row> rows(FeatureSet set, MeasurementQueries queries, Holidays holidays) {
    DatasetRequest request = request(set);
    return ask(
        queries, (view, observed) -> ForecastRows.next(set, request, observed, view, holidays));
  }

  /** One row with all of the next steps. */
  ForecastRows.PathRow path(FeatureSet set, MeasurementQueries queries, Holidays holidays) {
    DatasetRequest request = request(set);
    return ask(
            queries, (view, observed) -> ForecastRows.path(set, request, observed, view, holidays))
        .getFirst();
  }

  /** A row for each of the last steps. */
  List<ForecastRows.Observed> past(
      FeatureSet set, MeasurementQueries queries, Holidays holidays, int most) {
    DatasetRequest request = request(set);
    return ask(
        queries,
        (view, observed) -> ForecastRows.past(set, request, observed, view, holidays, most));
  }

  private <T> List<T> ask(
      MeasurementQueries queries, BiFunction<MeasurementView, Observations, List<T>> rows) {
    return queries.asOf(
        tenant,
        asOf,
        view ->
            switch (view.find(series, variable, TimeRange.ALL)) {
              case Observed(_, Observations observed) -> some(rows.apply(view, observed));
              case NothingInRange _, UnknownVariable _, UnknownSeries _ ->
                  throw ProblemException.notFound(
                      "'%s' of series '%s' was never observed".formatted(variable, series));
            });
  }

  private <T> List<T> some(List<T> rows) {
    if (rows.isEmpty()) {
      throw ProblemException.notFound(
          "'%s' of series '%s' has too few observations for a row".formatted(variable, series));
    }
    return rows;
  }

  private DatasetRequest request(FeatureSet set) {
    return new DatasetRequest(
        tenant, set.name(), List.of(series), variable, horizon, TimeRange.ALL, asOf, 0.2, 0.1);
  }
}
