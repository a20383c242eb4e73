package dev.millrace.registry.registration;

import static dev.millrace.registry.registration.Announcements.violation;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.ModelCard;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.Violation;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.registry.codec.CandidateCodec;
import dev.millrace.registry.model.Candidate;
import dev.millrace.registry.model.Candidate.Registered;
import dev.millrace.registry.model.ModelId;
import dev.millrace.registry.model.Patience;
import dev.millrace.registry.model.SemanticVersion;
import dev.millrace.registry.model.Stage;
import dev.millrace.registry.registration.Artifacts.Check;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives fitted models a version, each exactly once.
 *
 * <p>The version, its stage and the events about them are one transaction, which begins by claiming
 * the job's registration: of two processes that have verified the same artifact, one registers it.
 */
public final class Registrar {
  private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
  private static final String ARTIFACT = "model.artifact";

  private final Jdbi jdbi;
  private final Registrations registrations;
  private final Outbox outbox;
  private final Artifacts artifacts;
  private final Waiting waiting;
  private final InstantSource clock;

  public Registrar(
      Jdbi jdbi,
      EventCodec codec,
      Outbox outbox,
      Artifacts artifacts,
      Waiting waiting,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.registrations = new Registrations(jdbi, codec);
    this.outbox = outbox;
    this.artifacts = artifacts;
    this.waiting = waiting;
    this.clock = clock;
  }

  /**
   * How long to wait for an artifact.
   *
   * @param missing while the object store says that it is not there
   * @param outage while the object store says nothing, or something else fails
   */
  public record Waiting(Patience missing, Patience outage) {}

  /** Works off one registration that is due; false when there is none. */
  public boolean step() {
    Optional<Pending> due = registrations.due(now());
    due.ifPresent(this::handle);
    return due.isPresent();
  }

  private void handle(Pending pending) {
    try {
      decide(pending);
    } catch (RuntimeException e) {
      // One registration that fails must not keep the others waiting.
      LOG.atError().setCause(e).addKeyValue("jobId", pending.jobId()).log("registration failed");
      retry(pending, waiting.outage(), "the registration failed: " + rootOf(e).getMessage());
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private void decide(Pending pending) {
    StudyCompleted study = registrations.study(pending);
    ModelCard card = study.getModel();
    if (card == null) {
      refuse(pending, violation("model", "required", "the study completed without a model"));
      return;
    }
    Candidate candidate = CandidateCodec.candidate(study, card);
    if (!nameable(candidate)) {
      String message =
          "no model can be called '%s' of tenant '%s'"
              .formatted(candidate.name(), candidate.tenant());
      refuse(pending, violation("model.model_name", "must be a word of [A-Za-z0-9_.-]", message));
      return;
    }
    ArtifactRef artifact = card.getArtifact();
    switch (artifacts.check(artifact.getUri(), artifact.getSha256())) {
      case Check.Sound() -> register(pending, card, candidate);
      case Check.Damaged(var reason) ->
          refuse(pending, violation(ARTIFACT, "bytes must have the promised SHA-256", reason));
      case Check.Missing(var reason) -> retry(pending, waiting.missing(), reason);
      case Check.Unknown(var reason) -> retry(pending, waiting.outage(), reason);
    }
  }

  private static boolean nameable(Candidate candidate) {
    var first = new ModelId(candidate.tenant(), candidate.name(), SemanticVersion.FIRST);
    return ModelId.parse(first.toString()).isPresent();
  }

  private void register(Pending pending, ModelCard card, Candidate candidate) {
    Instant at = now();
    jdbi.useTransaction(
        handle -> {
          Versions.lock(handle, candidate);
          if (registrations.decide(handle, pending.jobId(), "registered", null, at)) {
            Registered registered = candidate.register(Versions.latest(handle, candidate));
            Versions.insert(
                handle,
                pending.jobId(),
                candidate,
                card,
                registered,
                Announcements.findings(registered),
                at);
            announce(handle, pending, card, registered, at);
          }
        });
  }

  private void announce(
      Handle handle, Pending pending, ModelCard card, Registered registered, Instant at) {
    ModelId id = registered.id();
    String key = id.tenant() + "/" + id.name();
    String reason = registered.verdict().reason();
    outbox.add(
        handle,
        Topics.MODEL_REGISTERED,
        key,
        Announcements.registered(pending, card, registered, at));
    StageLog.enter(handle, id, at);
    Stage stage = registered.verdict().firstStage();
    if (stage != Stage.NONE) {
      outbox.add(
          handle, Topics.MODEL_STAGE_CHANGED, key, StageLog.move(handle, id, stage, reason, at));
    }
    log(handle, pending, "done", "info", "registered as %s, %s".formatted(id, reason), at);
  }

  private void retry(Pending pending, Patience patience, String reason) {
    Instant at = now();
    Optional<Instant> next = patience.nextTry(pending.tries() + 1, pending.firstTry(), at);
    if (next.isEmpty()) {
      refuse(pending, violation(ARTIFACT, "must be readable", reason));
      return;
    }
    jdbi.useTransaction(
        handle -> {
          if (registrations.defer(handle, pending, next.get(), reason) && pending.tries() == 0) {
            String message = "the model cannot be registered yet: " + reason;
            log(handle, pending, "waits", "warn", message, at);
          }
        });
  }

  private void refuse(Pending pending, Violation why) {
    Instant at = now();
    jdbi.useTransaction(
        handle -> {
          if (registrations.decide(handle, pending.jobId(), "refused", why.getMessage(), at)) {
            outbox.add(
                handle,
                Topics.REGISTRATION_REFUSED,
                pending.jobId(),
                Announcements.refused(pending, List.of(why), at));
            String message = "the model is not registered: " + why.getMessage();
            log(handle, pending, "refused", "error", message, at);
          }
        });
  }

  private void log(
      Handle handle, Pending pending, String about, String level, String text, Instant at) {
    outbox.add(
        handle,
        Topics.JOB_LOG,
        pending.jobId(),
        Announcements.line(pending, about, level, text, at));
  }

  /** As exact as an event can say it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
