package dev.millrace.hpo.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobAccepted;
import dev.millrace.hpo.search.Condition;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.search.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a job says what to search and by which strategy. */
class SearchRequestTest {

  private static final HyperParameter POLICY =
      HyperParameter.newBuilder()
          .setType("categorical")
          .setChoices(List.of("depthwise", "lossguide"))
          .build();

  @Test
  void readsWhenAParameterExists() {
    SearchSpace space =
        SearchSpaceCodec.fromAvro(
            Map.of(
                "grow_policy",
                POLICY,
                "max_leaves",
                leaves(Map.of("grow_policy", List.of("lossguide")))));

    assertThat(space.conditions())
        .containsOnly(
            Map.entry(
                "max_leaves", new Condition("grow_policy", List.of(new Value.Text("lossguide")))));
  }

  @Test
  void refusesConditionsOnSeveralParameters() {
    Map<String, List<Object>> both =
        Map.of("grow_policy", List.of("lossguide"), "other", List.of(1L));

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SearchSpaceCodec.fromAvro(
                    Map.of("grow_policy", POLICY, "max_leaves", leaves(both))))
        .withMessageStartingWith("config.hyperparams.max_leaves: when must name one parameter");
  }

  @ParameterizedTest
  @EnumSource(Strategy.class)
  void knowsEveryStrategyByItsName(Strategy strategy) {
    JobAccepted job = job(strategy.name().toLowerCase(Locale.ROOT), Map.of("grow_policy", POLICY));

    assertThat(JobCodec.complaint(job)).isEmpty();
    assertThat(JobCodec.fromAvro(job).plan().strategy()).isEqualTo(strategy);
  }

  @Test
  void complainsAboutAStrategyThatNobodyKnows() {
    assertThat(JobCodec.complaint(job("magic", Map.of())))
        .hasValueSatisfying(why -> assertThat(why).contains("tpe_multivariate").endsWith("magic"));
  }

  @Test
  void complainsAboutASpaceThatIsNoGrid() {
    HyperParameter rate =
        HyperParameter.newBuilder().setType("float").setLow(0.1).setHigh(1.0).build();

    assertThat(JobCodec.complaint(job("grid", Map.of("rate", rate))))
        .contains(
            "the job is impossible: config.hyperparams.rate: a float needs a step to be searched"
                + " by grid");
    assertThat(JobCodec.complaint(job("tpe", Map.of("rate", rate)))).isEmpty();
  }

  private static HyperParameter leaves(Map<String, List<Object>> when) {
    return HyperParameter.newBuilder()
        .setType("int")
        .setLow(8.0)
        .setHigh(64.0)
        .setWhen(when)
        .build();
  }

  private static JobAccepted job(String strategy, Map<String, HyperParameter> space) {
    return PublicEvents.jobAccepted(
        "a", 20, 3, config -> config.setOptimizationStrategy(strategy).setHyperparams(space));
  }
}
