package dev.millrace.embedded.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.SharedKafka;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaMetadata;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** The registry as a genuine Confluent client sees it, with nothing in that client's cache. */
class ConfluentClientTest {
  private static final String URL = SharedKafka.stack().registryUrl();

  private static final AvroSchema ONE_FIELD = record("{'name':'a','type':'int','default':0}");
  private static final AvroSchema FIELD_WITH_DEFAULT_ADDED =
      record("{'name':'a','type':'int','default':0},{'name':'b','type':'int','default':0}");
  private static final AvroSchema FIELD_WITHOUT_DEFAULT_ADDED =
      record("{'name':'a','type':'int','default':0},{'name':'c','type':'int'}");

  private final String subject;

  ConfluentClientTest(TestInfo test) {
    subject = test.getTestMethod().orElseThrow().getName() + "/with unusual+name-value";
  }

  @Test
  void registersAndFindsByIdVersionAndSchema() throws Exception {
    int id = client().register(subject, ONE_FIELD);
    int second = client().register(subject, FIELD_WITH_DEFAULT_ADDED);

    assertThat(client().getSchemaById(id)).isEqualTo(ONE_FIELD);
    assertThat(client().getId(subject, ONE_FIELD)).isEqualTo(id);
    assertThat(client().getVersion(subject, FIELD_WITH_DEFAULT_ADDED)).isEqualTo(2);
    assertThat(client().getAllVersions(subject)).containsExactly(1, 2);
    assertThat(client().getAllSubjects()).contains(subject);
    assertThat(client().getAllSubjectsById(second)).contains(subject);
    SchemaMetadata latest = client().getLatestSchemaMetadata(subject);
    assertThat(latest.getId()).isEqualTo(second);
    assertThat(latest.getVersion()).isEqualTo(2);
    assertThat(client().getSchemaMetadata(subject, 1).getSchema())
        .isEqualTo(ONE_FIELD.canonicalString());
  }

  @Test
  void registersTheSameSchemaOnceAndGivesItOneIdInEverySubject() throws Exception {
    int id = client().register(subject, ONE_FIELD);

    assertThat(client().register(subject, ONE_FIELD)).isEqualTo(id);
    assertThat(client().register(subject + "-2", ONE_FIELD)).isEqualTo(id);
    assertThat(client().getAllVersions(subject)).containsExactly(1);
  }

  @Test
  void refusesWhatIsNotFullyCompatibleUnlessTheSubjectAllowsIt() throws Exception {
    client().register(subject, ONE_FIELD);

    assertThat(client().testCompatibility(subject, FIELD_WITHOUT_DEFAULT_ADDED)).isFalse();
    assertThat(client().testCompatibilityVerbose(subject, FIELD_WITHOUT_DEFAULT_ADDED))
        .anySatisfy(problem -> assertThat(problem).contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
    assertThatFails(() -> client().register(subject, FIELD_WITHOUT_DEFAULT_ADDED), 409, 409);

    client().updateCompatibility(subject, "FORWARD");
    assertThat(client().testCompatibility(subject, FIELD_WITHOUT_DEFAULT_ADDED)).isTrue();
    client().register(subject, FIELD_WITHOUT_DEFAULT_ADDED);
    assertThat(client().getAllVersions(subject)).containsExactly(1, 2);
  }

  @Test
  void knowsTheLevelForAllAndTheLevelOfASubject() throws Exception {
    assertThat(client().getCompatibility(null)).isEqualTo("FULL_TRANSITIVE");
    assertThatFails(() -> client().getCompatibility(subject), 404, 40408);

    assertThat(client().updateCompatibility(subject, "BACKWARD")).isEqualTo("BACKWARD");
    assertThat(client().getCompatibility(subject)).isEqualTo("BACKWARD");
    client().deleteCompatibility(subject);
    assertThatFails(() -> client().getCompatibility(subject), 404, 40408);
    assertThatFails(() -> client().updateCompatibility(subject, "SOMEHOW"), 422, 42203);
    assertThat(client().getMode()).isEqualTo("READWRITE");
  }

  @Test
  void namesWhatItDoesNotFind() throws Exception {
    assertThatFails(() -> client().getLatestSchemaMetadata(subject), 404, 40401);
    assertThatFails(() -> client().getId(subject, ONE_FIELD), 404, 40401);
    assertThatFails(() -> client().getSchemaById(1_000_000), 404, 40403);

    client().register(subject, ONE_FIELD);

    assertThatFails(() -> client().getSchemaMetadata(subject, 2), 404, 40402);
    assertThatFails(() -> client().getId(subject, FIELD_WITH_DEFAULT_ADDED), 404, 40403);
  }

  @Test
  void deletesInTwoStepsAndNeverGivesAnIdAway() throws Exception {
    int id = client().register(subject, ONE_FIELD);

    assertThatFails(() -> client().deleteSubject(subject, true), 404, 40405);
    assertThat(client().deleteSubject(subject)).containsExactly(1);
    assertThatFails(() -> client().getAllVersions(subject), 404, 40401);
    assertThat(client().getAllVersions(subject, true)).containsExactly(1);
    assertThat(client().deleteSubject(subject, true)).containsExactly(1);
    assertThatFails(() -> client().getAllVersions(subject, true), 404, 40401);

    assertThat(client().getSchemaById(id)).isEqualTo(ONE_FIELD);
    assertThat(client().register(subject, ONE_FIELD)).isEqualTo(id);
  }

  @Test
  void answersInConfluentsContentTypeAlsoWhenItRefuses() throws Exception {
    HttpResponse<String> junk = post("/subjects/s/versions", "{\"schema\":\"{no avro\"}");
    HttpResponse<String> noJson = post("/subjects/s/versions", "}{");
    HttpResponse<String> noField = post("/subjects/s/versions", "{}");
    HttpResponse<String> tooLarge = post("/subjects/s/versions", "x".repeat(2 << 20));
    HttpResponse<String> nowhere = post("/nowhere", "");
    HttpResponse<String> wrongMethod = post("/schemas/types", "");

    assertThat(junk.headers().firstValue("Content-Type"))
        .contains("application/vnd.schemaregistry.v1+json");
    assertThat(List.of(junk, noJson, noField, tooLarge, nowhere, wrongMethod))
        .extracting(HttpResponse::statusCode)
        .containsExactly(422, 400, 422, 413, 404, 405);
    assertThat(junk.body()).contains("\"error_code\":42201");
  }

  private static SchemaRegistryClient client() {
    return new CachedSchemaRegistryClient(URL, 10);
  }

  private static AvroSchema record(String fields) {
    return new AvroSchema(
        "{'type':'record','name':'Thing','fields':[%s]}".formatted(fields).replace('\'', '"'));
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(URL + path))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void assertThatFails(ThrowingCallable call, int status, int code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RestClientException.class,
            refusal -> {
              assertThat(refusal.getStatus()).isEqualTo(status);
              assertThat(refusal.getErrorCode()).isEqualTo(code);
            });
  }
}
