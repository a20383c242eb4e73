package dev.millrace.trainer.train;

import java.util.Optional;

/** Looks on while a trial is trained, on the training thread. */
public interface Watch {
  /** Called once, before the first step. */
  void planned(int steps);

  /** Called when a search trial was measured; a final fit has no rows left to measure on. */
  void step(Step step);

  /** Why to stop now, if so: cancelled, or out of time. Asked before each step. */
  Optional<String> cancelled();
}
