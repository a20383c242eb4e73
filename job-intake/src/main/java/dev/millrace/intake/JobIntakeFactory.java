package dev.millrace.intake;

import dev.millrace.intake.view.DurationEstimate;
import dev.millrace.intake.view.JobView;
import dev.millrace.intake.view.PolicyView;
import dev.millrace.intake.view.TrialFeed;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts job-intake together. */
@Factory
final class JobIntakeFactory {

  @Singleton
  JobIntakeConfig jobIntakeConfig(Config config) {
    return config.section(JobIntakeConfig.SECTION, JobIntakeConfig.class);
  }

  @Singleton
  JobView jobView() {
    return new JobView();
  }

  @Singleton
  PolicyView policyView() {
    return new PolicyView();
  }

  @Singleton
  TrialFeed trialFeed() {
    return new TrialFeed();
  }

  @Singleton
  DurationEstimate durationEstimate(JobView jobs) {
    return new DurationEstimate(jobs);
  }

  @Singleton
  JobDesk jobDesk(
      EventPublisher publisher, JobView jobs, InstantSource clock, JobIntakeConfig config) {
    return new JobDesk(publisher, jobs, clock, config);
  }

  @Singleton
  PolicyDesk policyDesk(
      EventPublisher publisher, PolicyView policies, InstantSource clock, JobIntakeConfig config) {
    return new PolicyDesk(publisher, policies, clock, config);
  }

  @Singleton
  JobIntake jobIntake(
      KafkaClients clients, EventCodec codec, JobIntakeConfig config, JobIntake.Views views) {
    return new JobIntake(clients, codec, config, views);
  }

  @Singleton
  JobIntake.Views views(JobView jobs, PolicyView policies, TrialFeed trials) {
    return new JobIntake.Views(jobs, policies, trials);
  }
}
