package dev.millrace.registry.query;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.millrace.platform.web.Page;
import dev.millrace.registry.query.CurveView.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Asks for learning curves. */
public final class CurveQueries {
  private static final String STEPS =
      """
      select m.trial_number, m.attempt, m.step, m.value, m.budget_share, m.elapsed_ms, t.objective
      from trial_metric m
      left join trial t using (study_id, trial_number)
      where study_id = :study and trial_number in (
        select distinct trial_number from trial_metric
        where study_id = :study and trial_number > :after
        order by trial_number limit :most)
      order by m.trial_number, m.attempt, m.step
      """;
  private static final String COUNT =
      """
      select count(*) from (
        select distinct trial_number, attempt from trial_metric where study_id = :study) curve
      """;
  private static final String MORE =
      "select exists (select from trial_metric where study_id = :study and trial_number > :last)";
  private final Jdbi jdbi;

  public CurveQueries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Curves of up to {@code limit} trials of a study, from the one after {@code after}. */
  public Page<CurveView> curves(String studyId, int after, int limit) {
    return jdbi.inTransaction(
        handle -> {
          List<CurveView> curves =
              handle
                  .createQuery(STEPS)
                  .bind("study", studyId)
                  .bind("after", after)
                  .bind("most", limit)
                  .map((row, context) -> Map.entry(Curve.of(row), point(row)))
                  .collect(
                      groupingBy(
                          Map.Entry::getKey,
                          LinkedHashMap::new,
                          mapping(Map.Entry::getValue, toList())))
                  .entrySet()
                  .stream()
                  .map(entry -> entry.getKey().with(studyId, entry.getValue()))
                  .toList();
          long total = handle.createQuery(COUNT).bind("study", studyId).mapTo(Long.class).one();
          return new Page<>(curves, total, next(handle, studyId, curves));
        });
  }

  /** All curves of a trial are on one page, so a page ends with a trial. */
  private static @Nullable String next(Handle handle, String studyId, List<CurveView> curves) {
    if (curves.isEmpty()) {
      return null;
    }
    int last = curves.getLast().trialNumber();
    boolean more =
        handle
            .createQuery(MORE)
            .bind("study", studyId)
            .bind("last", last)
            .mapTo(Boolean.class)
            .one();
    return more ? String.valueOf(last) : null;
  }

  private static Point point(ResultSet row) throws SQLException {
    return new Point(
        row.getInt("step"),
        new Columns(row).numberOrNull("value"),
        row.getDouble("budget_share"),
        row.getLong("elapsed_ms"));
  }

  private record Curve(int trialNumber, int attempt, @Nullable String objective) {
    static Curve of(ResultSet row) throws SQLException {
      return new Curve(
          row.getInt("trial_number"), row.getInt("attempt"), row.getString("objective"));
    }

    CurveView with(String studyId, List<Point> points) {
      return new CurveView(studyId + "-" + trialNumber, trialNumber, attempt, objective, points);
    }
  }
}
