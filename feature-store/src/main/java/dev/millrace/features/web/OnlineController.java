package dev.millrace.features.web;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.online.OnlineAnswer;
import dev.millrace.features.online.OnlineFeatures;
import dev.millrace.features.online.OnlineQuestion;
import dev.millrace.features.online.SeriesUnavailable;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.registry.RememberedSets;
import dev.millrace.platform.web.Fields;
import dev.millrace.platform.web.JsonBody;
import dev.millrace.platform.web.ProblemException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Features of series as they are now. */
@Controller("/ai/features/get")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OnlineController {

  private static final int HORIZON = 24;

  private final OnlineFeatures features;
  private final RememberedSets sets;
  private final InstantSource clock;

  OnlineController(OnlineFeatures features, RememberedSets sets, InstantSource clock) {
    this.features = features;
    this.sets = sets;
    this.clock = clock;
  }

  record Answers(String featureSet, int featureSetVersion, List<Item> items) {}

  /** What became of one series. */
  sealed interface Item {}

  record RowItem(
      String series,
      Instant origin,
      Instant targetTime,
      Map<String, @Nullable Double> features,
      Map<String, @Nullable Double> baselines)
      implements Item {}

  record ErrorItem(String series, String error) implements Item {}

  /** A row for each series; the series that have none say why, and do not stop the others. */
  @Post
  @Status(HttpStatus.OK)
  Answers get(@Body byte @Nullable [] json) {
    Fields body = JsonBody.fields(json);
    OnlineQuestion question =
        new OnlineQuestion(
            body.text("tenant_id"),
            body.texts("series", OnlineQuestion.MOST_SERIES),
            body.text("target_variable"),
            body.whole("horizon", HORIZON, 1, DatasetRequest.LONGEST_HORIZON));
    String reference = body.optionalText("feature_set").orElse("forecast_basic");
    body.refuseOthers();
    body.refuseIfWrong();
    Instant now = clock.instant();
    FeatureSet set = KnownSet.of(sets, question.tenant(), reference, now);
    return new Answers(set.name(), set.version(), items(question, set, now));
  }

  private List<Item> items(OnlineQuestion question, FeatureSet set, Instant now) {
    try {
      return features.answer(question, set, now).stream().map(OnlineController::item).toList();
    } catch (SeriesUnavailable e) {
      throw new ProblemException(HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private static Item item(OnlineAnswer answer) {
    return switch (answer) {
      case OnlineAnswer.Known(String series, var row) ->
          new RowItem(
              series,
              row.origin(),
              row.targetTime(),
              Bodies.withoutNaN(row.features()),
              Bodies.withoutNaN(row.baselines()));
      case OnlineAnswer.Unknown(String series, String reason) -> new ErrorItem(series, reason);
    };
  }
}
