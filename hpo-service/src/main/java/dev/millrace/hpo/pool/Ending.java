package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Enclosed;

/** How a study ended. */
public sealed interface Ending {

  /** There is a model, fitted by that attempt. */
  record Completed(AttemptId fittedBy, Enclosed model) implements Ending {}

  record Failed() implements Ending {}

  record Cancelled() implements Ending {}
}
