package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.registry.query.TrialView.AttemptView;
import dev.millrace.registry.trial.AttemptFacts;
import dev.millrace.registry.trial.Ending;
import dev.millrace.registry.trial.TrialFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tables know of a trial, without its attempts. */
record TrialRow(
    int number,
    @Nullable String trialId,
    @Nullable String kind,
    @Nullable JsonNode parameters,
    @Nullable String reason,
    @Nullable Integer countedAttempt,
    @Nullable Double countedValue,
    @Nullable Instant countedAt,
    Optional<Ending> counted) {

  static TrialRow of(ResultSet row) throws SQLException {
    var columns = new Columns(row);
    return new TrialRow(
        row.getInt("trial_number"),
        columns.textOrNull("trial_id"),
        columns.textOrNull("kind"),
        columns.jsonOrNull("parameters"),
        columns.wordOrNull("reason"),
        columns.integerOrNull("counted_attempt"),
        columns.numberOrNull("counted_value"),
        columns.timeOrNull("counted_at"),
        ending(columns.textOrNull("counted_state")));
  }

  /** A trial of which only attempts have been heard. */
  static TrialRow unheardOf(int number) {
    return new TrialRow(number, null, null, null, null, null, null, null, Optional.empty());
  }

  TrialView view(String studyId, List<AttemptRow> attempts) {
    var facts = new TrialFacts(counted, attempts.stream().map(AttemptRow::facts).toList());
    AttemptRow shown = shown(attempts);
    Instant proposedAt = earliest(attempts);
    return new TrialView(
        Objects.requireNonNullElse(trialId, studyId + "-" + number),
        number,
        firstKnown(kind, attempts, AttemptRow::kind),
        facts.state().word(),
        firstKnown(parameters, attempts, AttemptRow::parameters),
        reason,
        countedValue,
        shown == null ? null : shown.metrics(),
        shown == null ? null : shown.testMetrics(),
        shown == null ? null : shown.baselines(),
        shown == null ? null : shown.workerId(),
        proposedAt,
        countedAt,
        millis(proposedAt, countedAt),
        attempts.stream().map(attempt -> attempt.view(countedAttempt)).toList());
  }

  /** The attempt that counted; before that, the latest. */
  private @Nullable AttemptRow shown(List<AttemptRow> attempts) {
    return attempts.stream()
        .filter(attempt -> Objects.equals(attempt.attempt(), countedAttempt))
        .findFirst()
        .orElseGet(() -> attempts.isEmpty() ? null : attempts.getLast());
  }

  private static @Nullable Instant earliest(List<AttemptRow> attempts) {
    return attempts.stream()
        .map(AttemptRow::proposedAt)
        .flatMap(Stream::ofNullable)
        .min(Instant::compareTo)
        .orElse(null);
  }

  private static <T> @Nullable T firstKnown(
      @Nullable T own, List<AttemptRow> attempts, Function<AttemptRow, @Nullable T> other) {
    if (own != null) {
      return own;
    }
    for (AttemptRow attempt : attempts) {
      T value = other.apply(attempt);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Long millis(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? null : Duration.between(from, to).toMillis();
  }

  private static Optional<Ending> ending(@Nullable String word) {
    if (word == null || word.equals("unknown")) {
      return Optional.empty();
    }
    return Optional.of(Ending.valueOf(word.toUpperCase(Locale.ROOT)));
  }

  /** What the tables know of an attempt. */
  record AttemptRow(
      int trialNumber,
      int attempt,
      AttemptFacts facts,
      @Nullable String kind,
      @Nullable JsonNode parameters,
      @Nullable JsonNode metrics,
      @Nullable JsonNode testMetrics,
      @Nullable JsonNode baselines,
      @Nullable String workerId,
      @Nullable Instant proposedAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Integer steps,
      @Nullable Integer plannedSteps,
      @Nullable String error,
      @Nullable JsonNode resources) {

    static AttemptRow of(ResultSet row) throws SQLException {
      var columns = new Columns(row);
      Instant startedAt = columns.timeOrNull("started_at");
      Instant lostAt = columns.timeOrNull("lost_at");
      Optional<Ending> result = ending(columns.textOrNull("state"));
      return new AttemptRow(
          row.getInt("trial_number"),
          row.getInt("attempt"),
          new AttemptFacts(startedAt != null, lostAt != null, result),
          columns.textOrNull("kind"),
          columns.jsonOrNull("parameters"),
          nullIfEmpty(columns.jsonOrNull("metrics")),
          nullIfEmpty(columns.jsonOrNull("test_metrics")),
          nullIfEmpty(columns.jsonOrNull("baselines")),
          either(columns.textOrNull("worker_id"), columns.textOrNull("started_by")),
          columns.timeOrNull("proposed_at"),
          startedAt,
          either(lostAt, columns.timeOrNull("completed_at")),
          either(columns.integerOrNull("steps"), columns.integerOrNull("steps_seen")),
          columns.integerOrNull("planned_steps"),
          either(columns.textOrNull("lost_reason"), blankToNull(columns.textOrNull("error"))),
          columns.jsonOrNull("resources"));
    }

    AttemptView view(@Nullable Integer countedAttempt) {
      return new AttemptView(
          attempt,
          facts.state().word(),
          Objects.equals(attempt, countedAttempt),
          workerId,
          proposedAt,
          startedAt,
          endedAt,
          millis(startedAt, endedAt),
          steps,
          plannedSteps,
          error,
          resources);
    }

    private static <T> @Nullable T either(@Nullable T first, @Nullable T second) {
      return first == null ? second : first;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
      return text == null || text.isBlank() ? null : text;
    }

    private static @Nullable JsonNode nullIfEmpty(@Nullable JsonNode node) {
      return node == null || node.isEmpty() ? null : node;
    }
  }
}
