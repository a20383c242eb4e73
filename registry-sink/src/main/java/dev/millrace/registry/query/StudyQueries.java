package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Asks for studies. */
public final class StudyQueries {
  // What study-completed said goes before what study-progressed said: it is the end.
  private static final String STUDY =
      """
      select s.study_id, s.job_id, s.tenant_id, j.model_name, s.outcome,
        j.config ->> 'objective' as objective, j.config ->> 'optimization_strategy' as strategy,
        coalesce(s.final_planned, s.planned_trials) as planned,
        coalesce(s.final_counts, s.counts) as counts,
        case when s.completed_at is null then s.best_value else s.final_best_value end as best_value,
        nullif(coalesce(s.final_best_trial, s.best_trial_number), -1) as best_trial,
        coalesce(s.best_parameters, t.parameters) as best_parameters,
        s.stop_reason, coalesce(s.message, s.reason) as message,
        coalesce(s.final_trials_reason, s.trials_reason) as trials_reason,
        case when s.completed_at is null then s.waiting_for end as waiting_for,
        l.reason as sampler, s.pareto_trials, s.warm_started_from,
        j.config ->> 'continues' as continues,
        s.queued_at, coalesce(s.started_at, s.search_started_at) as started_at,
        s.final_fit_at, s.completed_at, m.model_id
      from study s
      left join job j on j.job_id = s.job_id
      left join trial t on t.study_id = s.study_id and t.trial_number = s.best_trial_number
      left join model_version m on m.job_id = s.job_id
      left join lateral (
        select reason from trial where study_id = s.study_id and kind = 'search'
        order by trial_number desc limit 1) l on true
      where s.study_id = :study
      """;
  private final Jdbi jdbi;

  public StudyQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A study; empty when none of its events has arrived. */
  public Optional<StudyView> study(String studyId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(STUDY)
                .bind("study", studyId)
                .map((row, context) -> view(row))
                .findOne());
  }

  private static StudyView view(ResultSet row) throws SQLException {
    var columns = new Columns(row);
    return new StudyView(
        columns.text("study_id"),
        columns.text("job_id"),
        columns.text("tenant_id"),
        columns.textOrNull("model_name"),
        status(columns),
        columns.textOrNull("objective"),
        columns.textOrNull("strategy"),
        columns.integerOrNull("planned"),
        columns.wordOrNull("trials_reason"),
        columns.wordOrNull("sampler"),
        columns.wordOrNull("waiting_for"),
        columns.jsonOrNull("counts"),
        columns.numberOrNull("best_value"),
        columns.integerOrNull("best_trial"),
        nullIfEmpty(columns.jsonOrNull("best_parameters")),
        columns.jsonOrNull("pareto_trials"),
        columns.jsonOrNull("warm_started_from"),
        columns.wordOrNull("continues"),
        columns.textOrNull("stop_reason"),
        columns.textOrNull("message"),
        columns.timeOrNull("queued_at"),
        columns.timeOrNull("started_at"),
        columns.timeOrNull("final_fit_at"),
        columns.timeOrNull("completed_at"),
        columns.textOrNull("model_id"));
  }

  private static String status(Columns columns) throws SQLException {
    String outcome = columns.textOrNull("outcome");
    if (outcome != null) {
      return outcome;
    }
    return columns.timeOrNull("started_at") == null ? "queued" : "running";
  }

  private static @Nullable JsonNode nullIfEmpty(@Nullable JsonNode parameters) {
    return parameters == null || parameters.isEmpty() ? null : parameters;
  }
}
