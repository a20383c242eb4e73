package dev.millrace.features.web;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.export.ExportOrder;
import dev.millrace.platform.web.Fields;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads what is to be exported. */
final class ExportReader {

  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final int MOST_SERIES = 10_000;
  private static final int LONGEST_KEY = 128;
  private static final int HORIZON = 24;

  /** How rows are cut for training; an export is not cut, but nothing with too few rows is one. */
  private static final double VALIDATION = 0.2;

  private static final double TEST = 0.1;

  /** What the fields are called in a job's request. */
  private static final String OF_JOBS = "config.";

  private ExportReader() {}

  /** The order of a body that keeps every rule, or the problem with all that it breaks. */
  static ExportOrder order(Fields body, Instant now) {
    // As events are: what a dataset was made as of can be said again.
    Instant acceptedAt = now.truncatedTo(ChronoUnit.MILLIS);
    DatasetRequest wanted =
        new DatasetRequest(
            body.text("tenant_id"),
            body.optionalText("feature_set").orElse("forecast_basic"),
            body.texts("series", MOST_SERIES),
            body.text("target_variable"),
            body.whole("horizon", HORIZON, 1, DatasetRequest.LONGEST_HORIZON),
            new TimeRange(
                body.instant("start_date").orElse(TimeRange.ALL.from()),
                body.instant("end_date").orElse(TimeRange.ALL.until())),
            body.instant("as_of").orElse(acceptedAt),
            VALIDATION,
            TEST);
    Optional<String> key = body.optionalText("idempotency_key");
    check(body, wanted, key);
    return new ExportOrder(UUID.randomUUID().toString(), key, wanted, acceptedAt);
  }

  private static void check(Fields body, DatasetRequest wanted, Optional<String> key) {
    if (!wanted.tenant().isEmpty() && !TENANT.matcher(wanted.tenant()).matches()) {
      body.complain(
          "tenant_id",
          "must be 1 to 64 characters of [A-Za-z0-9_.-]",
          "tenant_id is '%s'".formatted(wanted.tenant()));
    }
    if (!wanted.range().from().isBefore(wanted.range().until())) {
      body.complain(
          "end_date",
          "must be after start_date",
          "end_date %s is not after start_date %s"
              .formatted(wanted.range().until(), wanted.range().from()));
    }
    if (key.isPresent() && key.get().length() > LONGEST_KEY) {
      body.complain(
          "idempotency_key",
          "must be at most %d characters".formatted(LONGEST_KEY),
          "idempotency_key has %d characters".formatted(key.get().length()));
    }
    body.refuseOthers();
    body.refuseIfWrong();
  }

  /** A rule of datasets, with the field as it is called here. */
  static Violation ofBody(Violation violation) {
    String field = violation.field();
    return field.startsWith(OF_JOBS)
        ? new Violation(field.substring(OF_JOBS.length()), violation.rule(), violation.message())
        : violation;
  }
}
