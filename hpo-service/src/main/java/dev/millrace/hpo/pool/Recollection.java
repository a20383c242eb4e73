package dev.millrace.hpo.pool;

import java.time.Duration;

/**
 * How much a pool remembers of studies that are over.
 *
 * @param closed how long a study is known to be over, so that late repeats are recognised
 * @param archive how long a study can be continued
 * @param archivedTrials most trials of such studies altogether; the oldest study goes first. 0 =
 *     none can be continued
 * @param models how long the best parameters of a model's studies are remembered for retrainings
 * @param studiesPerModel most studies of which they are, the latest ones
 */
public record Recollection(
    Duration closed, Duration archive, int archivedTrials, Duration models, int studiesPerModel) {

  public static final Recollection DEFAULT =
      new Recollection(Duration.ofDays(1), Duration.ofDays(7), 100_000, Duration.ofDays(90), 8);

  public Recollection {
    positive("memory", closed);
    positive("archive", archive);
    positive("model memory", models);
    if (archivedTrials < 0 || studiesPerModel < 0) {
      throw new IllegalArgumentException(
          "archived trials and studies per model must be at least 0, got %d and %d"
              .formatted(archivedTrials, studiesPerModel));
    }
  }

  private static void positive(String what, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(what + " must be above 0, got " + duration);
    }
  }
}
