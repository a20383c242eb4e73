package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Dataset;
import java.util.Optional;

/** A dataset ready to forecast the horizon, and the path to it when somebody asks for that. */
final class PreparedForecasts implements Trainer.Prepared {
  private final Dataset dataset;
  private final PreparedForecast horizon;
  private Optional<PreparedForecast> path = Optional.empty();

  PreparedForecasts(Dataset dataset) {
    this.dataset = dataset;
    this.horizon = new PreparedForecast(dataset);
  }

  @Override
  public Outcome train(Assignment assignment, Watch watch, Keeper keeper) {
    if (!assignment.fitting().path()) {
      return horizon.train(assignment, watch, keeper);
    }
    PreparedForecast every = path();
    return switch (every.train(assignment, watch, keeper)) {
      case Outcome.Fitted fitted -> fitted.remarking(leftOut(every.dataset()));
      case Outcome other -> other;
    };
  }

  /** A path is trained by one worker alone. */
  @Override
  public Outcome train(Assignment assignment, Team team, Watch watch, Keeper keeper) {
    return assignment.fitting().path()
        ? Trainer.Prepared.super.train(assignment, team, watch, keeper)
        : horizon.train(assignment, team, watch, keeper);
  }

  private synchronized PreparedForecast path() {
    PreparedForecast every = path.orElseGet(() -> new PreparedForecast(dataset.path()));
    path = Optional.of(every);
    return every;
  }

  private String leftOut(Dataset whole) {
    int rows = dataset.splits().rows();
    return "%d of %d rows left out, as not all %d steps and their naive forecasts are known for them"
        .formatted(rows - whole.splits().rows(), rows, whole.steps());
  }

  @Override
  public synchronized void close() {
    horizon.close();
    path.ifPresent(PreparedForecast::close);
  }
}
