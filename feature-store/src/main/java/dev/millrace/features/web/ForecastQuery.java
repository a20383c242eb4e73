package dev.millrace.features.web;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.ForecastRows;
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

  List<ForecastRows.Row> rows(FeatureSet set, MeasurementQueries queries, Holidays holidays) {
    DatasetRequest request = request(set);
    return queries.asOf(
        tenant,
        asOf,
        view ->
            switch (view.find(series, variable, TimeRange.ALL)) {
              case Observed(_, Observations observed) ->
                  rows(ForecastRows.next(set, request, observed, view, holidays));
              case NothingInRange _, UnknownVariable _, UnknownSeries _ ->
                  throw ProblemException.notFound(
                      "'%s' of series '%s' was never observed".formatted(variable, series));
            });
  }

  private List<ForecastRows.Row> rows(List<ForecastRows.Row> rows) {
    if (rows.isEmpty()) {
      throw ProblemException.notFound(
          "'%s' of series '%s' has a single observation".formatted(variable, series));
    }
    return rows;
  }

  private DatasetRequest request(FeatureSet set) {
    return new DatasetRequest(
        tenant, set.name(), List.of(series), variable, horizon, TimeRange.ALL, asOf, 0.2, 0.1);
  }
}
