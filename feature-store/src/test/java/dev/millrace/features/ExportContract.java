package dev.millrace.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.events.DatasetPrepared;
import dev.millrace.features.dataset.Samples;
import dev.millrace.features.export.Progress;
import dev.millrace.features.export.sql.ExportTable;
import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.features.testkit.Upstream;
import dev.millrace.platform.testkit.Await;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the running service promises of exports, whatever its database is. */
abstract class ExportContract extends ServiceContract {

  private static final Instant RECORDED = Instant.parse("2025-06-01T00:00:00Z");
  private static final Instant AS_OF = Instant.parse("2025-07-01T00:00:00Z");

  ExportContract(TestDatabase place) {
    super(place);
  }

  @Test
  void anExportIsTheFileThatAJobWithTheSameWishesGets() throws Exception {
    hourly("same");
    DatasetPrepared dataset = upstream.ask(Upstream.job(run + "-same", run, "same", AS_OF));

    JsonNode accepted =
        rest.post(
            "/ai/features/export", body(run, "same", ", \"as_of\": \"%s\"".formatted(AS_OF)), 202);
    JsonNode ended = ended(accepted);

    assertThat(accepted.get("as_of").asText()).isEqualTo(AS_OF.toString());
    assertThat(ended.get("status").asText()).isEqualTo("completed");
    assertThat(ended.get("sha256").asText())
        .isEqualTo(dataset.getDataset().getArtifact().getSha256());
    assertThat(ended.get("uri").asText()).isEqualTo(dataset.getDataset().getArtifact().getUri());
    assertThat(ended.get("size_bytes").asLong())
        .isEqualTo(dataset.getDataset().getArtifact().getSizeBytes());
    assertThat(ended.get("rows_done").asLong()).isEqualTo(208);
    assertThat(ended.get("rows_total").asLong()).isEqualTo(208);
    assertThat(ended.get("feature_set_version").asInt()).isEqualTo(3);
  }

  @Test
  void withoutAnAsOfItIsTheMomentOfAcceptanceAndCanBeSaidAgain() throws Exception {
    hourly("now");

    JsonNode first = ended(rest.post("/ai/features/export", body(run, "*", ""), 202));
    String asOf = first.get("as_of").asText();
    JsonNode again =
        ended(
            rest.post(
                "/ai/features/export", body(run, "*", ", \"as_of\": \"%s\"".formatted(asOf)), 202));

    assertThat(first.get("accepted_at").asText()).isEqualTo(asOf);
    assertThat(first.get("status").asText()).as(first.toString()).isEqualTo("completed");
    assertThat(again.get("sha256")).isEqualTo(first.get("sha256"));
  }

  @Test
  void whatMakesNoDatasetIsRefusedForTheReasonsOfDatasets() throws Exception {
    JsonNode ended = ended(rest.post("/ai/features/export", body(run, "nobody", ""), 202));

    assertThat(ended.get("status").asText()).isEqualTo("refused");
    assertThat(ended.get("reasons").get(0).get("field").asText()).isEqualTo("series");
    assertThat(ended.get("reasons").get(0).get("rule").asText())
        .isEqualTo("the series must have observations");
    assertThat(ended.get("uri").isNull()).isTrue();
  }

  @Test
  void oneIdempotencyKeyIsOneExportOfATenant() throws Exception {
    String key = ", \"idempotency_key\": \"monday\"";

    JsonNode first = rest.post("/ai/features/export", body(run, "once", key), 202);
    JsonNode second = rest.post("/ai/features/export", body(run, "twice", key), 202);
    JsonNode other = rest.post("/ai/features/export", body(run + "-other", "once", key), 202);

    assertThat(second.get("export_id")).isEqualTo(first.get("export_id"));
    assertThat(second.get("series")).isEqualTo(first.get("series"));
    assertThat(other.get("export_id")).isNotEqualTo(first.get("export_id"));
  }

  @Test
  void aListBeginsWithTheNewestAndGoesOnWhereAPageEnded() throws Exception {
    String tenant = run + "-list";
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      accepted.addFirst(
          rest.post("/ai/features/export", body(tenant, "s" + i, ""), 202)
              .get("export_id")
              .asText());
    }

    List<String> found = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = rest.get("/ai/features/exports?limit=2&tenant_id=" + tenant + cursor, 200);
      page.get("items").forEach(item -> found.add(item.get("export_id").asText()));
      assertThat(page.get("total").asInt()).isEqualTo(5);
      cursor = page.hasNonNull("next_cursor") ? "&cursor=" + page.get("next_cursor").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(found).isEqualTo(accepted);
  }

  @Test
  void aTimeWithoutAZoneIsInUtcAsInARequestForAJob() throws Exception {
    JsonNode accepted =
        rest.post(
            "/ai/features/export",
            body(run, "zoneless", ", \"start_date\": \"2025-01-02T06:00:00\""),
            202);

    assertThat(accepted.get("start_date").asText()).isEqualTo("2025-01-02T06:00:00Z");
  }

  @Test
  void aYearThatNoDatabaseKnowsIsRefused() throws Exception {
    JsonNode problem =
        rest.post(
            "/ai/features/export", body(run, "late", ", \"end_date\": \"+300000-01-01\""), 400);

    assertThat(problem.get("violations").findValuesAsText("field")).containsExactly("end_date");
  }

  @Test
  void aBadOrderIsAProblemThatNamesEveryField() throws Exception {
    JsonNode problem =
        rest.post(
            "/ai/features/export",
            """
            {"tenant_id": "a b", "series": ["s"], "target_variable": "v", "horizon": 1.5,
             "start_date": "2025-02-01", "end_date": "2025-01-01", "as_of": "yesterday",
             "serie": "s"}
            """,
            400);

    assertThat(problem.get("violations").findValuesAsText("field"))
        .containsExactlyInAnyOrder("tenant_id", "horizon", "end_date", "as_of", "serie");
    assertThat(rest.get("/ai/features/exports/unknown", 404).get("detail").asText())
        .isEqualTo("export 'unknown' is unknown");
    assertThat(rest.get("/ai/features/exports", 400).get("violations")).hasSize(1);
  }

  /** Waits for the end of an export and shows it. */
  private JsonNode ended(JsonNode accepted) throws Exception {
    String id = accepted.get("export_id").asText();
    ExportTable table = host.bean(ExportTable.class);
    Await.until(
        "export " + id + " ends",
        () ->
            switch (table.find(id).orElseThrow().progress()) {
              case Progress.Queued _, Progress.Running _ -> false;
              case Progress.Completed _, Progress.Refused _, Progress.Failed _ -> true;
            });
    return rest.get("/ai/features/exports/" + id, 200);
  }

  private void hourly(String series) {
    upstream.measure(run, series, Samples.hours(400), Samples.load(400, 1), RECORDED);
  }

  private static String body(String tenant, String series, String more) {
    return "{\"tenant_id\": \"%s\", \"series\": [\"%s\"], \"target_variable\": \"load_kw\"%s}"
        .formatted(tenant, series, more);
  }
}
