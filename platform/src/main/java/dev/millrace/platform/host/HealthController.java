package dev.millrace.platform.host;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Collection;
import java.util.List;

/** Health, readiness and metrics of the process. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

  /** What the health page says. */
  record Report(Health.Status status, List<Health> services) {}

  private final Collection<HostedService> services;
  private final PrometheusMeterRegistry meters;

  HealthController(Collection<HostedService> services, PrometheusMeterRegistry meters) {
    this.services = services;
    this.meters = meters;
  }

  /** 200 unless something is broken: whether the process should go on living. */
  @Get("/health")
  HttpResponse<Report> health() {
    Report report = report();
    return report.status() == Health.Status.DOWN
        ? HttpResponse.<Report>status(HttpStatus.SERVICE_UNAVAILABLE).body(report)
        : HttpResponse.ok(report);
  }

  /** 200 when everything is up: whether the process can take work. */
  @Get("/health/ready")
  HttpResponse<Report> ready() {
    Report report = report();
    return report.status() == Health.Status.UP
        ? HttpResponse.ok(report)
        : HttpResponse.<Report>status(HttpStatus.SERVICE_UNAVAILABLE).body(report);
  }

  @Get("/prometheus")
  @Produces(MediaType.TEXT_PLAIN)
  String prometheus() {
    return meters.scrape();
  }

  private Report report() {
    List<Health> all = services.stream().map(HostedService::health).toList();
    Health.Status worst =
        all.stream()
            .map(Health::status)
            .max(java.util.Comparator.naturalOrder())
            .orElse(Health.Status.UP);
    return new Report(worst, all);
  }
}
