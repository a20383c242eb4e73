package dev.millrace.intake.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeriesJobTest {
  private static final Instant AT = Instant.parse("2025-11-21T08:00:00Z");

  private static JobRequest complete(JobRequest request) {
    return ((RequestRules.Verdict.Sound) RequestRules.judge(request, AT)).complete();
  }

  @Test
  void isTheSameButForItsSeriesItsNameItsSeedAndItsCause() {
    JobRequest parent = complete(Requests.perSeries("tea", "milk"));

    SeriesJob job = new SeriesJob("parent", "tea");
    JobRequest request = job.request(parent);

    assertThat(request.config().series()).containsExactly("tea");
    assertThat(request.config().perSeries()).isFalse();
    assertThat(request.config().period().asOf()).isEqualTo(AT);
    assertThat(request.config().search()).isEqualTo(parent.config().search());
    assertThat(request.modelName()).isEqualTo("load_forecast.tea");
    assertThat(request.priority()).isEqualTo(parent.priority());
    assertThat(request.tags()).isEqualTo(parent.tags());
    assertThat(request.cause().kind()).isEqualTo("series");
    assertThat(request.cause().name()).isEqualTo("parent");
    assertThat(RequestRules.judge(request, AT)).isInstanceOf(RequestRules.Verdict.Sound.class);
    assertThat(SeriesJob.of(job.id(), request)).contains(job);
  }

  @Test
  void hasASeedOfItsOwnThatFollowsFromTheRequestsAndItsName() {
    JobRequest parent = complete(Requests.perSeries("tea", "milk"));

    long tea = new SeriesJob("p", "tea").request(parent).config().seed();
    long milk = new SeriesJob("p", "milk").request(parent).config().seed();
    long again = new SeriesJob("q", "tea").request(parent).config().seed();

    assertThat(tea).isNotNegative().isLessThan(1L << 53).isNotEqualTo(milk).isEqualTo(again);
  }

  @Test
  void aJobThatOnlySaysItIsPartOfAnotherIsNot() {
    JobRequest request = new SeriesJob("parent", "tea").request(complete(Requests.sound()));

    assertThat(SeriesJob.of("a-job-of-somebody", request)).isEmpty();
  }

  @Test
  void whatMakesNoSenseForEachSeriesIsRefused() {
    JobRequest sound = Requests.perSeries("*", "tea");
    JobRequest broken =
        new JobRequest(
            sound.tenantId(),
            sound.modelType(),
            "m".repeat(101),
            sound.featureSet(),
            sound
                .config()
                .with(
                    sound.config().search(),
                    Tuning.PLAIN.with(new Tuning.Beginning(List.of(), true, "job-1"))),
            sound.priority(),
            sound.tags(),
            sound.cause(),
            "",
            "");

    assertThat(((RequestRules.Verdict.Broken) RequestRules.judge(broken, AT)).violations())
        .extracting(Violation::field)
        .containsExactly("model_name", "config.series", "config.continues");
    assertThat(RequestRules.judge(Requests.perSeries("*"), AT))
        .isInstanceOf(RequestRules.Verdict.Sound.class);
  }

  @Test
  void onceMoreMeansTheLatestDataUnlessAnAsOfTimeWasNamed() {
    JobRequest ended = complete(Requests.perSeries("tea", "milk"));
    Retry retry = new Retry("again", "ann");

    JobRequest open = retry.of("job-1", ended, AT, List.of("milk"));
    JobRequest named = retry.of("job-1", ended, AT.plusMillis(1), List.of());

    assertThat(open.config().period().asOf()).isNull();
    assertThat(open.config().series()).containsExactly("milk");
    assertThat(open.config().perSeries()).isTrue();
    assertThat(open.cause())
        .isEqualTo(new Cause("retry", "job-1", List.of(), "1 series of job job-1 once more"));
    assertThat(open.idempotencyKey()).isEqualTo("again");
    assertThat(named.config()).isEqualTo(ended.config());
  }
}
