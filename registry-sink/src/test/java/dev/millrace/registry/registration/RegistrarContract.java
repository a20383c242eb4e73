package dev.millrace.registry.registration;

import static dev.millrace.registry.testkit.Models.card;
import static dev.millrace.registry.testkit.Models.found;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.events.ModelCard;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.RegistrationRefused;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyOutcome;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.registry.query.ModelQueries;
import dev.millrace.registry.query.ModelQueries.Filter;
import dev.millrace.registry.query.ModelView;
import dev.millrace.registry.testkit.Models;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fitted model becomes one version, whatever fails in between. */
abstract class RegistrarContract {
  private Desk desk;
  private StoredObject artifact;

  /** An empty, migrated schema. */
  abstract Database open();

  @BeforeEach
  void openDesk() {
    desk = new Desk(open());
    artifact = desk.store.put("models", ".ubj", new byte[] {1, 2, 3});
  }

  @AfterEach
  void closeDatabase() {
    desk.database.close();
  }

  @Test
  void theFirstModelThatPassesTheGatesIsVersionOneInStaging() {
    desk.enqueue(found("job-1", card("job-1", artifact)));

    desk.work();

    ModelRegistered event = desk.registered().getFirst();
    assertThat(event.getModelId()).isEqualTo("acme/load_forecast/1.0.0");
    assertThat(event.getStage()).isEqualTo("staging");
    assertThat(event.getGatePassed()).isTrue();
    assertThat(event.getGateFindings()).hasSize(1);
    assertThat(event.getModel()).isEqualTo(card("job-1", artifact));
    assertThat(event.getOccurredAt()).isEqualTo(Desk.START);
    assertThat(desk.stageChanges())
        .singleElement()
        .satisfies(change -> assertThat(change.getFromStage()).isEqualTo("none"))
        .satisfies(change -> assertThat(change.getToStage()).isEqualTo("staging"));
    assertThat(stageLog()).containsExactly("null→none", "none→staging");
    assertThat(models())
        .singleElement()
        .satisfies(model -> assertThat(model.stage()).isEqualTo("staging"));
  }

  @Test
  void aModelThatFailsAGateIsRegisteredAndSaysWhyItStaysOut() {
    ModelCard worse =
        ModelCard.newBuilder(card("job-1", artifact)).setTestMetrics(Map.of("mae", 1.7)).build();
    desk.enqueue(found("job-1", worse));

    desk.work();

    ModelRegistered event = desk.registered().getFirst();
    assertThat(event.getVersion()).isEqualTo("1.0.0");
    assertThat(event.getStage()).isEqualTo("none");
    assertThat(event.getGatePassed()).isFalse();
    assertThat(event.getGateFindings().getFirst().getMessage())
        .contains("1.70000 is not below the 1.60000 of seasonal_naive_24");
    assertThat(desk.stageChanges()).isEmpty();
    assertThat(stageLog()).containsExactly("null→none");
    assertThat(desk.log().getLast().getMessage()).contains("stays out of production");
  }

  @Test
  void aJobThatIsToldTwiceIsRegisteredOnce() {
    StudyCompleted study = found("job-1", card("job-1", artifact));
    desk.enqueue(study);
    desk.work();

    desk.enqueue(study, study);
    desk.work();

    assertThat(desk.registered()).hasSize(1);
    assertThat(models()).hasSize(1);
  }

  @Test
  void versionsFollowFromWhatChanged() {
    ModelCard first = card("job-1", artifact);
    ModelCard otherFeatures =
        ModelCard.newBuilder(first)
            .setDataset(
                dev.millrace.events.DatasetRef.newBuilder(Models.dataset())
                    .setFeatureSetVersion(2)
                    .build())
            .build();

    register(found("job-1", first));
    register(given("job-2", first));
    register(found("job-3", first));
    register(found("job-4", otherFeatures));

    assertThat(desk.registered().stream().map(ModelRegistered::getVersion))
        .containsExactly("1.0.0", "1.0.1", "1.1.0", "2.0.0");
  }

  @Test
  void twoRegistrarsAtOnceGiveTwoJobsTwoVersions() throws Exception {
    desk.enqueue(found("job-1", card("job-1", artifact)), found("job-2", card("job-2", artifact)));

    atOnce(8);
    desk.send();

    assertThat(desk.registered().stream().map(ModelRegistered::getVersion))
        .containsExactly("1.0.0", "1.1.0");
    assertThat(desk.registered().stream().map(ModelRegistered::getJobId))
        .containsExactlyInAnyOrder("job-1", "job-2");
    assertThat(desk.refused()).isEmpty();
  }

  @Test
  void aCrashBetweenTheDecisionAndItsEventSendsTheEventLater() {
    desk.enqueue(found("job-1", card("job-1", artifact)));
    assertThat(desk.registrar().step()).isTrue();
    assertThat(desk.registered()).isEmpty();

    desk.now = Desk.START.plus(Duration.ofHours(1));
    desk.work();

    assertThat(desk.registered())
        .singleElement()
        .satisfies(event -> assertThat(event.getOccurredAt()).isEqualTo(Desk.START));
    assertThat(models()).hasSize(1);
  }

  @Test
  void aCrashAfterTheEventSendsTheSameEventAgain() {
    desk.enqueue(found("job-1", card("job-1", artifact)));
    assertThat(desk.registrar().step()).isTrue();
    sendWithoutRemembering();

    desk.send();

    assertThat(desk.registered()).hasSize(2);
    assertThat(desk.registered().getFirst()).isEqualTo(desk.registered().getLast());
    assertThat(models()).hasSize(1);
  }

  @Test
  void anEventThatTheBrokerRefusesIsKept() {
    desk.enqueue(found("job-1", card("job-1", artifact)));
    assertThat(desk.registrar().step()).isTrue();
    desk.broker.sendException = new TimeoutException("no broker");

    assertThatThrownBy(desk::send).isInstanceOf(KafkaException.class);
    desk.broker.sendException = null;
    desk.send();

    assertThat(desk.registered()).hasSize(1);
  }

  @Test
  void waitsForAnArtifactThatIsNotThereYet() {
    desk.store.delete(artifact.uri());
    desk.enqueue(found("job-1", card("job-1", artifact)));
    desk.work();
    assertThat(desk.registered()).isEmpty();
    assertThat(desk.log().getLast().getLevel()).isEqualTo("warn");

    desk.store.put("models", ".ubj", new byte[] {1, 2, 3});
    desk.now = Desk.START.plusMillis(999);
    desk.work();
    assertThat(desk.registered()).isEmpty();
    desk.now = Desk.START.plusSeconds(1);
    desk.work();

    assertThat(desk.registered()).hasSize(1);
    assertThat(desk.refused()).isEmpty();
  }

  @Test
  void anArtifactThatNeverAppearsEndsTheJobVisibly() {
    desk.store.delete(artifact.uri());
    desk.enqueue(found("job-1", card("job-1", artifact)));

    for (int minute = 0; minute <= 11; minute++) {
      desk.now = Desk.START.plus(Duration.ofMinutes(minute));
      desk.work();
    }

    assertThat(desk.registered()).isEmpty();
    assertThat(models()).isEmpty();
    RegistrationRefused refusal = desk.refused().getFirst();
    assertThat(desk.refused()).hasSize(1);
    assertThat(refusal.getJobId()).isEqualTo("job-1");
    assertThat(refusal.getViolations().getFirst().getMessage()).contains("is not there");
    assertThat(desk.log().getLast().getLevel()).isEqualTo("error");
  }

  @Test
  void aDamagedArtifactIsRefusedAtOnce() {
    desk.store.corrupt(artifact.uri(), new byte[] {9});
    desk.enqueue(found("job-1", card("job-1", artifact)));

    desk.work();

    assertThat(models()).isEmpty();
    assertThat(desk.refused())
        .singleElement()
        .satisfies(
            refusal ->
                assertThat(refusal.getViolations().getFirst().getMessage())
                    .contains(artifact.sha256()));
  }

  @Test
  void aStudyThatCompletedWithoutAModelIsRefused() {
    desk.enqueue(
        StudyCompleted.newBuilder(found("job-1", card("job-1", artifact))).setModel(null).build());

    desk.work();

    assertThat(desk.refused()).hasSize(1);
  }

  @Test
  void aModelThatNobodyCouldNameIsRefused() {
    ModelCard nameless =
        ModelCard.newBuilder(card("job-1", artifact)).setModelName("../etc").build();
    desk.enqueue(found("job-1", nameless));

    desk.work();

    assertThat(desk.refused().getFirst().getViolations().getFirst().getField())
        .isEqualTo("model.model_name");
  }

  @Test
  void aStudyThatFoundNothingIsNoRegistration() {
    desk.enqueue(
        StudyCompleted.newBuilder(found("job-1", card("job-1", artifact)))
            .setOutcome(StudyOutcome.FAILED)
            .setModel(null)
            .build());

    assertThat(desk.registrar().step()).isFalse();
  }

  @Test
  void aModelWhoseRegistrationFailsDoesNotHoldUpTheOthers() {
    ModelCard unstorable =
        ModelCard.newBuilder(card("job-1", artifact)).setTags(Map.of("team", "a\0b")).build();
    desk.enqueue(found("job-1", unstorable), found("job-2", card("job-2", artifact)));

    desk.work();

    assertThat(desk.registered())
        .singleElement()
        .satisfies(event -> assertThat(event.getJobId()).isEqualTo("job-2"));
  }

  @Test
  void aRegistrationThatNobodyCanReadDoesNotHoldUpTheOthersAndEndsVisibly() {
    desk.enqueue(found("job-1", card("job-1", artifact)), found("job-2", card("job-2", artifact)));
    desk.database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("update registration set event = '\\x00' where job_id = 'job-1'"));

    desk.work();
    desk.now = Desk.START.plus(Duration.ofHours(25));
    desk.work();

    assertThat(desk.registered())
        .singleElement()
        .satisfies(event -> assertThat(event.getJobId()).isEqualTo("job-2"));
    assertThat(desk.refused())
        .singleElement()
        .satisfies(refusal -> assertThat(refusal.getJobId()).isEqualTo("job-1"))
        .satisfies(refusal -> assertThat(refusal.getTenantId()).isEqualTo("acme"));
  }

  @Test
  void nobodyRewritesTheStageLog() {
    desk.enqueue(found("job-1", card("job-1", artifact)));
    desk.work();

    for (String change :
        List.of(
            "update model_stage_log set to_stage = 'production'",
            "delete from model_stage_log",
            "truncate model_stage_log")) {
      assertThatThrownBy(() -> desk.database.jdbi().useHandle(handle -> handle.execute(change)))
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void listsTheNewestFirstPageByPage() {
    for (int n = 1; n <= 5; n++) {
      register(found("job-" + n, card("job-" + n, artifact)));
    }
    var queries = new ModelQueries(desk.database.jdbi());
    var filter = new Filter("acme", "load_forecast");

    var first = queries.models(filter, Long.MAX_VALUE, 2);
    var second = queries.models(filter, Long.parseLong(first.nextCursor()), 2);
    var third = queries.models(filter, Long.parseLong(second.nextCursor()), 2);

    assertThat(first.items().stream().map(ModelView::version)).containsExactly("1.4.0", "1.3.0");
    assertThat(second.items().stream().map(ModelView::version)).containsExactly("1.2.0", "1.1.0");
    assertThat(third.items().stream().map(ModelView::version)).containsExactly("1.0.0");
    assertThat(third.nextCursor()).isNull();
    assertThat(first.total()).isEqualTo(5);
    assertThat(queries.models(new Filter("other", null), Long.MAX_VALUE, 2).total()).isZero();
  }

  private void register(StudyCompleted study) {
    desk.now = desk.now.plusSeconds(1);
    desk.enqueue(study);
    desk.work();
  }

  /** A study of one trial: nothing was searched for. */
  private static StudyCompleted given(String jobId, ModelCard card) {
    return StudyCompleted.newBuilder(found(jobId, card)).setNTrials(1).build();
  }

  private void atOnce(int processes) throws Exception {
    var together = new CyclicBarrier(processes);
    try (var pool = Executors.newFixedThreadPool(processes)) {
      List<? extends Future<?>> running =
          java.util.stream.IntStream.range(0, processes)
              .mapToObj(
                  _ ->
                      pool.submit(
                          () -> {
                            Registrar registrar = desk.registrar();
                            together.await();
                            while (registrar.step()) {
                              // Until nothing is due.
                            }
                            return null;
                          }))
              .toList();
      for (Future<?> process : running) {
        process.get();
      }
    }
  }

  /** What a process does that dies before its transaction commits. */
  private void sendWithoutRemembering() {
    var rows =
        desk.database
            .jdbi()
            .withHandle(handle -> handle.createQuery("select * from outbox").mapToMap().list());
    desk.send();
    desk.database
        .jdbi()
        .useHandle(
            handle ->
                rows.forEach(
                    row ->
                        handle
                            .createUpdate(
                                "insert into outbox (topic, key, event) values (:topic, :key, :event)")
                            .bindMap(row)
                            .execute()));
  }

  private List<ModelView> models() {
    return new ModelQueries(desk.database.jdbi())
        .models(new Filter(null, null), Long.MAX_VALUE, 100)
        .items();
  }

  private List<String> stageLog() {
    return desk.database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select coalesce(from_stage, 'null') || '→' || to_stage from model_stage_log"
                            + " order by entry_no")
                    .mapTo(String.class)
                    .list());
  }
}
