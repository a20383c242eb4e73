package dev.millrace.intake.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Facts of a job that goes well, and of some that do not. */
public final class Facts {

  /** A document as good as any. */
  public record Paper(String text) implements Document {}

  private Facts() {}

  static Fact prepared() {
    return new Fact.DatasetPrepared(new Paper("dataset"), new Paper("quality"));
  }

  static Fact moved(Phase reached, int complete) {
    return new Fact.StudyMoved(
        reached,
        reached == Phase.QUEUE ? Optional.empty() : Optional.of(Instant.ofEpochSecond(100)),
        new Counts(0, 1, complete, 0, 0, 0, 0),
        complete == 0 ? Optional.empty() : Optional.of(new Best(0, 1.5)),
        new Plan(50, ""),
        "",
        complete == 0 ? "" : "tpe: %d trials".formatted(complete));
  }

  static Fact ended(Fact.StudyEnded.Outcome outcome, String reason) {
    return new Fact.StudyEnded(
        outcome,
        reason,
        "it was " + reason,
        Optional.of(Instant.ofEpochSecond(100)),
        new Counts(0, 0, 3, 0, 0, 0, 1),
        Optional.of(new Best(2, 1.25)),
        new Plan(50, ""),
        outcome == Fact.StudyEnded.Outcome.COMPLETED
            ? Optional.of(new Paper("model"))
            : Optional.empty());
  }

  static Fact registered() {
    return new Fact.ModelRegistered("acme/load_forecast/1.0.0", "1.0.0");
  }

  static Fact listed(String... series) {
    return new Fact.SeriesListed(List.of(series), series.length, List.of());
  }

  static Fact stands(String series, Status status) {
    return Fact.SeriesMoved.of(
        series, status, series + " is constant", Optional.of(Instant.ofEpochSecond(100)));
  }

  static Fact cancelled() {
    return new Fact.CancelAsked(Instant.ofEpochSecond(7), "ann", "wrong series");
  }
}
