package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.registry.importance.Observation;
import dev.millrace.registry.importance.PedAnova;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Asks what the trials of a study say about its parameters. */
public final class ImportanceQueries {

  /** More trials are thinned out evenly, so that an answer costs bounded time. */
  private static final int MOST_TRIALS = 10_000;

  private static final String TRIALS =
      """
      with complete as (
        select parameters, counted_value, row_number() over (order by trial_number) - 1 as place,
          count(*) over () as total
        from trial
        where study_id = :study and kind = 'search' and counted_state = 'complete'
          and counted_value is not null and parameters is not null)
      select parameters, counted_value, total from complete
      where place % ((total + :most - 1) / :most) = 0
      order by place
      """;
  private static final String SPACE =
      "select config -> 'hyperparams' as space from job where job_id = :study and config is not null";
  private final Jdbi jdbi;

  public ImportanceQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Importances of the parameters of a study that is known. */
  public ImportanceView importances(String studyId) {
    return jdbi.inTransaction(
        handle -> {
          List<Row> rows =
              handle
                  .createQuery(TRIALS)
                  .bind("study", studyId)
                  .bind("most", MOST_TRIALS)
                  .map((row, _) -> Row.of(row))
                  .list();
          return new ImportanceView(
              studyId,
              "ped-anova",
              PedAnova.BEST_SHARE,
              rows.isEmpty() ? 0 : rows.getFirst().total(),
              rows.size(),
              PedAnova.of(
                  rows.stream().map(Row::observation).toList(), logarithmic(handle, studyId)));
        });
  }

  private static Set<String> logarithmic(Handle handle, String studyId) {
    Set<String> names = new TreeSet<>();
    handle
        .createQuery(SPACE)
        .bind("study", studyId)
        .map((row, _) -> new Columns(row).jsonOrNull("space"))
        .findOne()
        .ifPresent(
            space ->
                space
                    .properties()
                    .forEach(
                        entry -> {
                          if (entry.getValue().path("log").asBoolean()) {
                            names.add(entry.getKey());
                          }
                        }));
    return names;
  }

  private record Row(Observation observation, int total) {
    static Row of(ResultSet row) throws SQLException {
      JsonNode parameters = new Columns(row).json("parameters");
      Map<String, Double> numbers = new TreeMap<>();
      Map<String, String> words = new TreeMap<>();
      parameters
          .properties()
          .forEach(
              entry -> {
                if (entry.getValue().isNumber()) {
                  numbers.put(entry.getKey(), entry.getValue().doubleValue());
                } else {
                  words.put(entry.getKey(), entry.getValue().asText());
                }
              });
      return new Row(
          new Observation(row.getDouble("counted_value"), numbers, words), row.getInt("total"));
    }
  }
}
