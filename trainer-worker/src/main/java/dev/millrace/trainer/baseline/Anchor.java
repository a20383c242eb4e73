package dev.millrace.trainer.baseline;

/** A forecast that a model's forecasts may be relative to. */
public sealed interface Anchor permits LinearAnchor, NaiveAnchor {

  /** What it says of a step of a row. */
  double value(int step, int row);
}
