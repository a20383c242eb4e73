package dev.millrace.intake.codec;

import dev.millrace.events.DataUpdated;
import dev.millrace.events.JobRequested;
import dev.millrace.events.internal.GatheringBurst;
import dev.millrace.events.internal.PolicyWatch;
import dev.millrace.intake.policy.Burst;
import dev.millrace.intake.policy.RetrainingPolicy;
import dev.millrace.intake.policy.Standing;
import dev.millrace.intake.policy.Update;
import dev.millrace.intake.policy.Watch;
import dev.millrace.intake.request.JobIds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Policies, and where they stand. */
public final class PolicyCodec {

  /** Bounds for what others may have written, so that no arithmetic on time can overflow. */
  private static final double LONGEST_SECONDS = Duration.ofDays(366).toSeconds();

  private PolicyCodec() {}

  /** The policy of a record; empty for one without a job, which stands for a withdrawn policy. */
  public static Optional<RetrainingPolicy> read(dev.millrace.events.RetrainingPolicy event) {
    JobRequested job = event.getJob();
    return job == null
        ? Optional.empty()
        : Optional.of(
            new RetrainingPolicy(
                event.getTenantId(),
                event.getName(),
                event.getFeatureSet(),
                event.getSeries(),
                RequestCodec.read(job),
                seconds((double) event.getMinIntervalSeconds()),
                seconds(event.getQuietSeconds()),
                event.getEnabled()));
  }

  public static dev.millrace.events.RetrainingPolicy write(RetrainingPolicy policy, Instant at) {
    return dev.millrace.events.RetrainingPolicy.newBuilder()
        .setEventId(JobIds.named("retraining-policy", policy.tenantId(), policy.name(), at + ""))
        .setOccurredAt(at)
        .setTenantId(policy.tenantId())
        .setName(policy.name())
        .setFeatureSet(policy.featureSet())
        .setSeries(policy.series())
        .setJob(RequestCodec.write("", policy.job(), at))
        .setMinIntervalSeconds(policy.minimumInterval().toSeconds())
        .setQuietSeconds(policy.quiet().toMillis() / 1000.0)
        .setEnabled(policy.enabled())
        .build();
  }

  public static Update read(DataUpdated event, Instant writtenAt) {
    return new Update(event.getEventId(), event.getSeries(), writtenAt);
  }

  public static PolicyWatch write(Watch watch) {
    List<Standing> standings = List.copyOf(watch.standings().values());
    return PolicyWatch.newBuilder()
        .setPolicies(standings.stream().map(s -> write(s.policy(), Instant.EPOCH)).toList())
        .setBursts(standings.stream().flatMap(s -> write(s).stream()).toList())
        .setLastJobs(
            standings.stream()
                .filter(s -> s.lastJobAt().isAfter(Instant.EPOCH))
                .collect(
                    Collectors.toMap(s -> s.policy().name(), s -> s.lastJobAt().toEpochMilli())))
        .setLatest(watch.latest().stream().map(PolicyCodec::write).toList())
        .build();
  }

  public static Watch read(PolicyWatch watch) {
    Map<String, Burst> bursts = new HashMap<>();
    watch
        .getBursts()
        .forEach(
            b ->
                bursts.put(
                    b.getPolicy(),
                    new Burst.Gathering(
                        b.getEventIds(), b.getCount(), b.getFirstAt(), b.getLastAt())));
    TreeMap<String, Standing> standings = new TreeMap<>();
    for (var event : watch.getPolicies()) {
      read(event)
          .ifPresent(
              policy ->
                  standings.put(
                      policy.name(),
                      new Standing(
                          policy,
                          bursts.getOrDefault(policy.name(), new Burst.None()),
                          Instant.ofEpochMilli(
                              watch.getLastJobs().getOrDefault(policy.name(), 0L)))));
    }
    return new Watch(
        standings,
        watch.getLatest().stream().map(update -> read(update, update.getOccurredAt())).toList());
  }

  private static Optional<GatheringBurst> write(Standing standing) {
    return standing.burst() instanceof Burst.Gathering waiting
        ? Optional.of(
            new GatheringBurst(
                standing.policy().name(),
                waiting.eventIds(),
                waiting.count(),
                waiting.first(),
                waiting.last()))
        : Optional.empty();
  }

  private static DataUpdated write(Update update) {
    return DataUpdated.newBuilder()
        .setEventId(update.eventId())
        .setOccurredAt(update.writtenAt())
        .setSeries(update.series())
        .build();
  }

  private static Duration seconds(double value) {
    double bounded = Double.isNaN(value) ? 0 : Math.clamp(value, 0, LONGEST_SECONDS);
    return Duration.ofMillis(Math.round(bounded * 1000));
  }
}
