package dev.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.features.dataset.Samples;
import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.features.testkit.Upstream;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.testkit.Await;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the running service promises of features as they are now, whatever its database is. */
abstract class OnlineContract extends ServiceContract {

  private static final Instant RECORDED = Instant.parse("2025-06-01T00:00:00Z");
  private static final int HOURS = 400;

  OnlineContract(TestDatabase place) {
    super(place);
  }

  @BeforeAll
  void awaitAll() {
    Await.until(
        "all is up", () -> host.bean(FeatureStore.class).health().status() == Health.Status.UP);
  }

  @Test
  void aRowIsTheOneThatAForecastHasOnceItsOriginIsObserved() throws Exception {
    hours("overlap", 0, HOURS);

    JsonNode now = features("overlap").get("items").get(0);
    hours("overlap", HOURS, HOURS + 1);
    Await.until(
        "the next hour is in the database",
        () -> lastRow("overlap").get("origin").equals(now.get("origin")));

    assertThat(now.get("origin").asText()).isEqualTo("2025-01-17T16:00:00Z");
    assertThat(now.get("target_time").asText()).isEqualTo("2025-01-18T16:00:00Z");
    JsonNode row = lastRow("overlap");
    assertThat(row.get("origin")).isEqualTo(now.get("origin"));
    assertThat(row.get("features")).isEqualTo(now.get("features"));
    assertThat(row.get("baselines")).isEqualTo(now.get("baselines"));
    assertThat(features("overlap").get("feature_set_version").asInt()).isEqualTo(3);
  }

  private JsonNode lastRow(String series) throws Exception {
    JsonNode rows =
        rest.get(
                "/ai/features/forecast-rows?tenant_id=%s&series=%s&variable=load_kw&horizon=24"
                    .formatted(run, series),
                200)
            .get("rows");
    return rows.get(rows.size() - 1);
  }

  @Test
  void aCorrectionAndAWithdrawalCountAsSoonAsTheyArrive() throws Exception {
    hours("changed", 0, HOURS);
    double[] load = Samples.load(HOURS, 1);
    assertThat(lag("changed", "lag_1")).isEqualTo(load[HOURS - 1]);

    measure("changed", HOURS - 1, -7.0, RECORDED.plusSeconds(1));
    Await.until("the correction counts", () -> lag("changed", "lag_1") == -7);
    measure("changed", HOURS - 1, null, RECORDED.plusSeconds(2));
    Await.until("the withdrawal counts", () -> lag("changed", "lag_1") == load[HOURS - 2]);
  }

  @Test
  void anUnknownSeriesIsAnErrorOfItsOwnAndIsKnownOnceItIsMeasured() throws Exception {
    hours("known", 0, HOURS);
    String both = body("\"known\", \"unheard-of\"");

    JsonNode items = rest.post("/ai/features/get", both, 200).get("items");

    assertThat(items.get(0).get("features")).hasSize(18);
    assertThat(items.get(0).get("baselines")).hasSize(3);
    assertThat(items.get(1).get("series").asText()).isEqualTo("unheard-of");
    assertThat(items.get(1).get("error").asText())
        .isEqualTo("'load_kw' of series 'unheard-of' was never observed");
    hours("unheard-of", 0, HOURS);
    Await.until(
        "the series is known",
        () -> rest.post("/ai/features/get", both, 200).get("items").get(1).has("features"));
  }

  @Test
  void theFirstQuestionAfterAMeasurementSeesItAlthoughItIsStillOnTheTopic() throws Exception {
    double[] load = Samples.load(HOURS, 1);
    for (int i = 0; i < 5; i++) {
      hours("first-" + i, 0, HOURS);

      assertThat(lag("first-" + i, "lag_1")).isEqualTo(load[HOURS - 1]);
    }
  }

  @Test
  void aTenantsOwnSetCountsFromTheMomentItIsRegistered() throws Exception {
    hours("own", 0, HOURS);
    String path = "/ai/features/sets/own?tenant_id=" + run;
    String last = body("\"own\"").replace("{", "{\"feature_set\": \"own\", ");
    String first = last.replace("\"own\", \"t", "\"own@1\", \"t");

    rest.put(path, "features: [lag: 1]", 201);
    assertThat(names(last)).containsExactly("lag_1");
    rest.put(path, "features: [lag: 2]", 201);

    assertThat(names(last)).containsExactly("lag_2");
    assertThat(names(first)).containsExactly("lag_1");
  }

  @Test
  void aBadQuestionIsAProblemThatNamesEveryFieldAndItsRule() throws Exception {
    JsonNode problem =
        rest.post(
            "/ai/features/get",
            """
            {"series": [], "target_variable": 7, "horizon": 0, "horizons": 1, "feature_set": "x"}
            """,
            400);

    assertThat(problem.get("violations").findValuesAsText("field"))
        .containsExactly("tenant_id", "series", "target_variable", "horizon", "horizons");
    assertThat(problem.get("violations").findValuesAsText("rule"))
        .contains("must be a list of 1 to 100 strings", "must be a whole number from 1 to 10000");
    assertThat(rest.post("/ai/features/get", "[1]", 400).get("detail").asText())
        .isEqualTo("the body holds no JSON object but a JSON array");
    assertThat(
            rest.post(
                    "/ai/features/get",
                    body("\"a\"").replace("\"load_kw\"", "\"load_kw\", \"feature_set\": \"no\""),
                    400)
                .get("violations")
                .get(0)
                .get("field")
                .asText())
        .isEqualTo("feature_set");
  }

  private List<String> names(String question) throws Exception {
    JsonNode item = rest.post("/ai/features/get", question, 200).get("items").get(0);
    List<String> names = new ArrayList<>();
    item.get("features").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private double lag(String series, String name) throws Exception {
    return features(series).get("items").get(0).get("features").get(name).asDouble();
  }

  private JsonNode features(String series) throws Exception {
    return rest.post("/ai/features/get", body("\"" + series + "\""), 200);
  }

  private String body(String series) {
    return "{\"tenant_id\": \"%s\", \"series\": [%s], \"target_variable\": \"load_kw\"}"
        .formatted(run, series);
  }

  private void hours(String series, int from, int until) {
    upstream.measure(
        run,
        series,
        Arrays.copyOfRange(Samples.hours(until), from, until),
        Arrays.copyOfRange(Samples.load(until, 1), from, until),
        RECORDED);
  }

  private void measure(String series, int hour, @Nullable Double value, Instant recorded) {
    upstream
        .publisher()
        .publishAndWait(
            Topics.MEASUREMENT_RECORDED,
            run + "/" + series,
            Upstream.measurement(
                run, series, Instant.ofEpochMilli(Samples.hours(hour + 1)[hour]), value, recorded));
  }
}
