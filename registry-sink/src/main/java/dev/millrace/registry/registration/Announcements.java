package dev.millrace.registry.registration;

import dev.millrace.events.JobLog;
import dev.millrace.events.ModelCard;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.RegistrationRefused;
import dev.millrace.events.StudyCompleted;
import dev.millrace.events.Violation;
import dev.millrace.registry.model.Candidate.Registered;
import dev.millrace.registry.model.Finding;
import dev.millrace.topics.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The events by which the registry tells the world. */
final class Announcements {
  private Announcements() {}

  static ModelRegistered registered(
      StudyCompleted study, ModelCard card, Registered registered, Instant at) {
    return ModelRegistered.newBuilder()
        .setEventId(EventId.of(Topics.MODEL_REGISTERED, study.getJobId()))
        .setOccurredAt(at)
        .setTenantId(registered.id().tenant())
        .setJobId(study.getJobId())
        .setModelId(registered.id().toString())
        .setModelName(registered.id().name())
        .setVersion(registered.id().version().toString())
        .setModel(card)
        .setStage(registered.verdict().firstStage().word())
        .setGatePassed(registered.verdict().passed())
        .setGateFindings(findings(registered))
        .build();
  }

  static List<Violation> findings(Registered registered) {
    return registered.verdict().findings().stream().map(Announcements::finding).toList();
  }

  private static Violation finding(Finding finding) {
    return violation(finding.metric(), finding.rule(), finding.message());
  }

  static RegistrationRefused refused(StudyCompleted study, List<Violation> why, Instant at) {
    ModelCard card = study.getModel();
    return RegistrationRefused.newBuilder()
        .setEventId(EventId.of(Topics.REGISTRATION_REFUSED, study.getJobId()))
        .setOccurredAt(at)
        .setTenantId(study.getTenantId())
        .setJobId(study.getJobId())
        .setModelName(card == null ? "" : card.getModelName())
        .setViolations(why)
        .build();
  }

  /**
   * A line of the job's log.
   *
   * @param about tells this line from the others about the job
   */
  static JobLog line(StudyCompleted study, String about, String level, String message, Instant at) {
    return JobLog.newBuilder()
        .setEventId(EventId.of(Topics.JOB_LOG, study.getJobId() + "/registration/" + about))
        .setOccurredAt(at)
        .setTenantId(study.getTenantId())
        .setJobId(study.getJobId())
        .setLevel(level)
        .setService("registry-sink")
        .setMessage(message)
        .setFields(Map.of())
        .build();
  }

  static Violation violation(String field, String rule, String message) {
    return Violation.newBuilder().setField(field).setRule(rule).setMessage(message).build();
  }
}
