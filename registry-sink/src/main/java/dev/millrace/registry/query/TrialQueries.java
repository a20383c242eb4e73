package dev.millrace.registry.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.millrace.platform.web.Page;
import dev.millrace.registry.query.TrialRow.AttemptRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Asks for trials. */
public final class TrialQueries {
  // A trial starts to be known with whichever of its events comes first.
  private static final String NUMBERS =
      """
      select trial_number from trial where study_id = :study and trial_number > :after
      union
      select trial_number from trial_attempt where study_id = :study and trial_number > :after
      union
      select trial_number from trial_result where study_id = :study and trial_number > :after
      order by trial_number limit :most
      """;
  private static final String COUNT =
      """
      select count(*) from (
        select trial_number from trial where study_id = :study
        union
        select trial_number from trial_attempt where study_id = :study
        union
        select trial_number from trial_result where study_id = :study) known
      """;
  private static final String TRIALS =
      """
      select trial_number, trial_id, kind, parameters, reason, counted_attempt, counted_state,
        counted_value, counted_at
      from trial where study_id = :study and trial_number between :first and :last
      """;
  private static final String ATTEMPTS =
      """
      select trial_number, attempt, a.proposed_at, a.started_at, a.started_by, a.steps_seen,
        a.planned_steps, a.lost_at, a.lost_reason, r.trial_id, r.kind, r.worker_id, r.state,
        r.objective, r.metrics, r.test_metrics, r.baselines, r.parameters, r.steps, r.error,
        r.resources, r.completed_at
      from (select * from trial_attempt where study_id = :study) a
      full join (select * from trial_result where study_id = :study) r
        using (study_id, trial_number, attempt)
      where trial_number between :first and :last
      order by trial_number, attempt
      """;
  private final Jdbi jdbi;

  public TrialQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Trials of a study by number, from the one after {@code after}. */
  public Page<TrialView> trials(String studyId, int after, int limit) {
    return jdbi.inTransaction(
        handle -> {
          long total = handle.createQuery(COUNT).bind("study", studyId).mapTo(Long.class).one();
          List<Integer> numbers = numbers(handle, studyId, after, limit);
          if (numbers.isEmpty()) {
            return new Page<>(List.of(), total, null);
          }
          var range = new Range(studyId, numbers.getFirst(), numbers.getLast());
          Map<Integer, TrialRow> rows =
              rows(handle, TRIALS, range, TrialRow::of)
                  .collect(toMap(TrialRow::number, row -> row));
          Map<Integer, List<AttemptRow>> attempts =
              rows(handle, ATTEMPTS, range, AttemptRow::of)
                  .collect(groupingBy(AttemptRow::trialNumber));
          List<TrialView> trials =
              numbers.stream()
                  .map(
                      number ->
                          rows.getOrDefault(number, TrialRow.unheardOf(number))
                              .view(studyId, attempts.getOrDefault(number, List.of())))
                  .toList();
          return Page.of(trials, limit, total, trial -> String.valueOf(trial.number()));
        });
  }

  private static List<Integer> numbers(Handle handle, String studyId, int after, int limit) {
    return handle
        .createQuery(NUMBERS)
        .bind("study", studyId)
        .bind("after", after)
        .bind("most", limit + 1)
        .mapTo(Integer.class)
        .list();
  }

  private static <T> Stream<T> rows(Handle handle, String query, Range range, Mapping<T> mapping) {
    return handle
        .createQuery(query)
        .bind("study", range.studyId())
        .bind("first", range.first())
        .bind("last", range.last())
        .map((row, context) -> mapping.of(row))
        .stream();
  }

  private interface Mapping<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** The trials of a study between two numbers, inclusive: exactly those of a page. */
  private record Range(String studyId, int first, int last) {}
}
