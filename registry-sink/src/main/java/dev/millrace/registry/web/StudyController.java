package dev.millrace.registry.web;

import dev.millrace.platform.web.Page;
import dev.millrace.platform.web.PageParameters;
import dev.millrace.platform.web.ProblemException;
import dev.millrace.registry.query.CurveQueries;
import dev.millrace.registry.query.CurveView;
import dev.millrace.registry.query.ImportanceQueries;
import dev.millrace.registry.query.ImportanceView;
import dev.millrace.registry.query.LogQueries;
import dev.millrace.registry.query.LogQueries.LogView;
import dev.millrace.registry.query.Position;
import dev.millrace.registry.query.StudyQueries;
import dev.millrace.registry.query.StudyView;
import dev.millrace.registry.query.TrialQueries;
import dev.millrace.registry.query.TrialView;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;

/** The history of jobs: studies, trials, learning curves, logs. */
@Controller("/ai/training")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StudyController {
  private final StudyQueries studies;
  private final TrialQueries trials;
  private final CurveQueries curves;
  private final LogQueries logs;
  private final ImportanceQueries importances;

  StudyController(
      StudyQueries studies,
      TrialQueries trials,
      CurveQueries curves,
      LogQueries logs,
      ImportanceQueries importances) {
    this.studies = studies;
    this.trials = trials;
    this.curves = curves;
    this.logs = logs;
    this.importances = importances;
  }

  @Get("/optimize/{study}")
  StudyView study(String study) {
    return studies.study(study).orElseThrow(() -> unknown("study", study));
  }

  @Get("/optimize/{study}/trials")
  Page<TrialView> trials(
      String study, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
    int most = PageParameters.limit(limit);
    int after = afterTrial(cursor);
    requireKnown("study", study);
    return trials.trials(study, after, most);
  }

  /** Computed when asked for, from what the search has found so far. */
  @Get("/optimize/{study}/importances")
  ImportanceView importances(String study) {
    requireKnown("study", study);
    return importances.importances(study);
  }

  @Get("/jobs/{job}/metrics")
  Page<CurveView> metrics(
      String job, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
    int most = PageParameters.limit(limit);
    int after = afterTrial(cursor);
    requireKnown("job", job);
    return curves.curves(job, after, most);
  }

  @Get("/jobs/{job}/logs")
  Page<LogView> logs(
      String job, @QueryValue Optional<String> limit, @QueryValue Optional<String> cursor) {
    int most = PageParameters.limit(limit);
    Position after = PageParameters.cursor(cursor, Position::parse).orElse(Position.START);
    requireKnown("job", job);
    return logs.lines(job, after, most);
  }

  /** A cursor that is the number of a trial. */
  private static int afterTrial(Optional<String> cursor) {
    return PageParameters.cursor(
            cursor,
            given ->
                PageParameters.number(given)
                    .filter(number -> number >= 0 && number <= Integer.MAX_VALUE)
                    .map(Long::intValue))
        .orElse(-1);
  }

  private void requireKnown(String what, String id) {
    if (!logs.knows(id)) {
      throw unknown(what, id);
    }
  }

  /** The history follows the topics: what began a moment ago may not be here yet. */
  private static ProblemException unknown(String what, String id) {
    return ProblemException.notFound("%s %s is not known here (yet)".formatted(what, id));
  }
}
