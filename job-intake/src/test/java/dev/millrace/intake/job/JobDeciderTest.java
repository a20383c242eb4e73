package dev.millrace.intake.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.intake.job.Fact.StudyEnded.Outcome;
import dev.millrace.intake.job.JobEvent.JobAccepted;
import dev.millrace.intake.job.JobEvent.JobEnded;
import dev.millrace.intake.job.JobEvent.JobRejected;
import dev.millrace.intake.job.JobEvent.JobShown;
import dev.millrace.intake.job.JobEvent.JobWithdrawn;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.Requests;
import dev.millrace.intake.request.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobDeciderTest {
  private final Stage stage = new Stage();

  @Test
  void aSoundRequestIsAcceptedAndQueued() {
    stage.ask(Requests.sound());

    assertThat(stage.events(JobAccepted.class)).hasSize(1);
    assertThat(stage.job().status()).isEqualTo(Status.QUEUED);
    assertThat(stage.job().phase()).isEqualTo(Phase.DATA);
    assertThat(stage.job().revision()).isEqualTo(1);
  }

  @Test
  void aRequestThatBreaksRulesIsRejectedAndFailed() {
    JobRequest sound = Requests.sound();
    JobRequest broken =
        new JobRequest(
            sound.tenantId(),
            "cluster",
            sound.modelName(),
            sound.featureSet(),
            sound.config(),
            sound.priority(),
            sound.tags(),
            sound.cause(),
            "",
            "");

    stage.ask(broken);

    assertThat(stage.events(JobRejected.class)).hasSize(1);
    assertThat(stage.events(JobAccepted.class)).isEmpty();
    assertThat(stage.job().status()).isEqualTo(Status.FAILED);
    assertThat(stage.job().problems()).extracting(Violation::field).containsExactly("model_type");
  }

  @Test
  void theSameJobAskedForTwiceIsOneJob() {
    stage.ask(Requests.sound());
    List<JobEvent> first = List.copyOf(stage.events());

    stage.ask(Requests.sound());

    assertThat(stage.events()).isEqualTo(first);
  }

  @Test
  void runsThroughItsPhases() {
    stage.ask(Requests.sound());
    stage.learn(Facts.prepared());
    assertThat(stage.job().phase()).isEqualTo(Phase.QUEUE);

    stage.learn(Facts.moved(Phase.SEARCH, 0));
    assertThat(stage.job().status()).isEqualTo(Status.RUNNING);

    stage.learn(Facts.moved(Phase.FINAL_FIT, 3));
    assertThat(stage.job().phase()).isEqualTo(Phase.FINAL_FIT);

    stage.learn(Facts.ended(Outcome.COMPLETED, "trials"));
    assertThat(stage.job().phase()).isEqualTo(Phase.REGISTRATION);
    assertThat(stage.job().status()).isEqualTo(Status.RUNNING);

    stage.learn(Facts.registered());
    assertThat(stage.job().status()).isEqualTo(Status.COMPLETED);
    assertThat(JobStory.sentence(stage.job()))
        .isEqualTo("registered as acme/load_forecast/1.0.0 after 3 trials");
  }

  @Test
  void aStudyNeverGoesBackInItsPhases() {
    stage.ask(Requests.sound()).learn(Facts.moved(Phase.FINAL_FIT, 3));

    stage.learn(Facts.moved(Phase.SEARCH, 4));

    assertThat(stage.job().phase()).isEqualTo(Phase.FINAL_FIT);
    assertThat(stage.job().findings().counts().complete()).isEqualTo(4);
  }

  @Test
  void aRefusedDatasetFailsTheJobForItsReasons() {
    Violation reason = new Violation("config.series", "must be known", "there is no series x");
    stage.ask(Requests.sound());

    stage.learn(
        Facts.ended(Outcome.FAILED, "dataset-refused"),
        new Fact.DatasetRefused(List.of(reason), new Facts.Paper("quality")));

    assertThat(stage.job().status()).isEqualTo(Status.FAILED);
    assertThat(stage.job().problems()).containsExactly(reason);
    assertThat(JobStory.sentence(stage.job())).isEqualTo("there is no series x");
  }

  @Test
  void aFailedStudyFailsTheJob() {
    stage.ask(Requests.sound()).learn(Facts.ended(Outcome.FAILED, "failures"));

    assertThat(stage.job().status()).isEqualTo(Status.FAILED);
    assertThat(stage.job().problems())
        .containsExactly(new Violation("", "failures", "it was failures"));
  }

  @Test
  void aModelThatTheRegistryRefusesFailsTheJob() {
    Violation reason = new Violation("model.artifact", "must exist", "there is no object x");
    stage.ask(Requests.sound()).learn(Facts.ended(Outcome.COMPLETED, "trials"));

    stage.learn(new Fact.RegistrationRefused(List.of(reason)));

    assertThat(stage.job().status()).isEqualTo(Status.FAILED);
    assertThat(stage.job().problems()).containsExactly(reason);
  }

  @Test
  void cancellingEndsAJobAtOnceAndForGood() {
    stage.ask(Requests.sound()).learn(Facts.moved(Phase.SEARCH, 1), Facts.cancelled());
    assertThat(stage.job().status()).isEqualTo(Status.CANCELLED);
    assertThat(JobStory.sentence(stage.job())).isEqualTo("cancelled by ann: wrong series");

    stage.learn(Facts.ended(Outcome.COMPLETED, "trials"), Facts.registered());

    assertThat(stage.job().status()).isEqualTo(Status.CANCELLED);
    assertThat(stage.events(JobEnded.class)).hasSize(1);
  }

  @Test
  void nobodyCancelsWhatHasEndedOrWaitsForItsVersionOnly() {
    stage.ask(Requests.sound()).learn(Facts.ended(Outcome.COMPLETED, "trials"));
    long revision = stage.job().revision();

    stage.learn(Facts.cancelled());
    assertThat(stage.job().revision()).isEqualTo(revision);
    stage.learn(Facts.registered(), Facts.cancelled());

    assertThat(stage.job().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void aJobCancelledBeforeItWasAskedForNeverBegins() {
    stage.learn(Facts.cancelled());
    assertThat(stage.events(JobShown.class)).isEmpty();

    stage.ask(Requests.sound());

    assertThat(stage.events(JobAccepted.class)).isEmpty();
    assertThat(stage.events(JobWithdrawn.class)).hasSize(1);
    assertThat(stage.job().status()).isEqualTo(Status.CANCELLED);
  }

  @Test
  void aFactHeardTwiceSaysNothingTheSecondTime() {
    stage.ask(Requests.sound()).learn(Facts.prepared(), Facts.moved(Phase.SEARCH, 1));
    int events = stage.events().size();

    stage.learn(Facts.prepared(), Facts.moved(Phase.SEARCH, 1));

    assertThat(stage.events()).hasSize(events);
  }

  @Test
  void everyChangeIsShownWithTheNextRevision() {
    stage
        .ask(Requests.sound())
        .learn(Facts.prepared(), Facts.moved(Phase.SEARCH, 0), Facts.moved(Phase.SEARCH, 1));

    assertThat(stage.events(JobShown.class))
        .extracting(shown -> shown.job().revision())
        .containsExactly(1L, 2L, 3L, 4L);
  }
}
