package dev.millrace.registry.registration;

import dev.millrace.events.JobLog;
import dev.millrace.events.ModelCard;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.RegistrationRefused;
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
      Pending pending, ModelCard card, Registered registered, Instant at) {
    return ModelRegistered.newBuilder()
        .setEventId(EventId.of(Topics.MODEL_REGISTERED, pending.jobId()))
        .setOccurredAt(at)
        .setTenantId(registered.id().tenant())
        .setJobId(pending.jobId())
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

  static RegistrationRefused refused(Pending pending, List<Violation> why, Instant at) {
    return RegistrationRefused.newBuilder()
        .setEventId(EventId.of(Topics.REGISTRATION_REFUSED, pending.jobId()))
        .setOccurredAt(at)
        .setTenantId(pending.tenantId())
        .setJobId(pending.jobId())
        .setModelName(pending.modelName())
        .setViolations(why)
        .build();
  }

  /**
   * A line of the job's log.
   *
   * @param about tells this line from the others about the job
   */
  static JobLog line(Pending pending, String about, String level, String message, Instant at) {
    return JobLog.newBuilder()
        .setEventId(EventId.of(Topics.JOB_LOG, pending.jobId() + "/registration/" + about))
        .setOccurredAt(at)
        .setTenantId(pending.tenantId())
        .setJobId(pending.jobId())
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
