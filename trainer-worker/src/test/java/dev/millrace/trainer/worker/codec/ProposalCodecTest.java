package dev.millrace.trainer.worker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.Column;
import dev.millrace.events.DatasetRef;
import dev.millrace.events.Split;
import dev.millrace.events.StoppingRule;
import dev.millrace.events.Threshold;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProposed;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.train.Assignment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProposalCodecTest {
  @Test
  void readsWhatToTrain() {
    var rule =
        StoppingRule.newBuilder()
            .setKind("thresholds")
            .setThresholds(List.of(new Threshold(0.5, 3.0)))
            .setReason("median")
            .build();

    Proposal proposal = ProposalCodec.read(valid().setStoppingRule(rule).build());

    assertThat(proposal.modelType()).isEqualTo("forecast");
    assertThat(proposal.assignment().kind()).isEqualTo(Assignment.Kind.SEARCH);
    assertThat(proposal.assignment().objective()).isEqualTo(Metric.RMSE);
    assertThat(proposal.assignment().seed()).isEqualTo(5);
    assertThat(proposal.assignment().parameters())
        .isEqualTo(Map.of("max_depth", 4L, "subsample", 0.5, "grow_policy", "lossguide"));
    assertThat(proposal.assignment().stoppingRule().thresholds())
        .containsExactly(new dev.millrace.trainer.train.StoppingRule.Threshold(0.5, 3.0));
    var layout = proposal.dataset().layout();
    assertThat(layout.features()).containsExactly("lag_1", "hour");
    assertThat(layout.baselines()).containsExactly("persistence");
    assertThat(layout.target()).isEqualTo("y");
    assertThat(layout.variable()).isEqualTo("load_kw");
    assertThat(layout.splits().test()).isEqualTo(new Rows(9, 10));
  }

  @Test
  void saysWhichFieldIsWrong() {
    assertRefused(valid().setKind(TrialKind.UNKNOWN), "kind must be SEARCH or FINAL_FIT");
    assertRefused(
        valid().setObjective("auc"),
        "objective must be one of mae, rmse, mape, smape, wape, mase, pinball, got 'auc'");
    assertRefused(
        valid().setStoppingRule(StoppingRule.newBuilder().setKind("oracle").build()),
        "stopping_rule.kind must be none or thresholds, got 'oracle'");
    assertRefused(
        valid().setDataset(dataset().setColumns(List.of(new Column("y", "feature", ""))).build()),
        "dataset.columns must have one column of role target, got []");
    assertRefused(
        valid().setDataset(dataset().setSplits(List.of(new Split("train", 0L, 7L))).build()),
        "dataset.splits must have one named validation");
    assertRefused(
        valid().setDataset(dataset().setArtifact(new ArtifactRef("s3://b/k", "12", 1L)).build()),
        "dataset.artifact.sha256 must be 64 lower-case hexadecimal digits, got '12'");
  }

  private static void assertRefused(TrialProposed.Builder event, String message) {
    TrialProposed proposed = event.build();
    assertThatThrownBy(() -> ProposalCodec.read(proposed))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void cannotAnswerAProposalWithoutIds() {
    assertThat(ProposalCodec.unanswerable(valid().build())).isEmpty();
    assertThat(ProposalCodec.unanswerable(valid().setAttemptId(" ").build()))
        .hasValue("attempt_id must not be empty");
    assertThat(ProposalCodec.unanswerable(TrialProposed.newBuilder().build())).isPresent();
  }

  private static TrialProposed.Builder valid() {
    return TrialProposed.newBuilder()
        .setJobId("j")
        .setTrialId("j-1")
        .setAttemptId("j-1-1")
        .setKind(TrialKind.SEARCH)
        .setModelType("forecast")
        .setObjective("rmse")
        .setSeed(5)
        .setParameters(Map.of("max_depth", 4L, "subsample", 0.5, "grow_policy", "lossguide"))
        .setDataset(dataset().build());
  }

  private static DatasetRef.Builder dataset() {
    return DatasetRef.newBuilder()
        .setArtifact(new ArtifactRef("s3://b/k", "ab".repeat(32), 1L))
        .setTargetVariable("load_kw")
        .setHorizon(24)
        .setColumns(
            List.of(
                new Column("series", "series", ""),
                new Column("lag_1", "feature", ""),
                new Column("hour", "feature", ""),
                new Column("persistence", "baseline", ""),
                new Column("y", "target", "")))
        .setSplits(
            List.of(
                new Split("test", 9L, 10L),
                new Split("train", 0L, 7L),
                new Split("validation", 7L, 9L)));
  }
}
