package dev.millrace.hpo.search;

import java.util.List;

/** Turns a study's history into the stopping rule of its next trial. */
public interface Pruner {

  StoppingRule rule(List<FinishedTrial> history);
}
