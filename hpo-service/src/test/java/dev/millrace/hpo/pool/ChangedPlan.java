package dev.millrace.hpo.pool;

import dev.millrace.hpo.search.Pruner;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.study.Beginning;
import dev.millrace.hpo.study.Goals;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.StopRules;

/** Another plan with this or that changed, to test with. */
final class ChangedPlan {
  private final SearchPlan plan;
  private SearchSpace space;
  private Strategy strategy;
  private Pruner pruner;
  private int workers;
  private Goals goals;
  private StopRules stop;
  private Beginning beginning;

  ChangedPlan(SearchPlan plan) {
    this.plan = plan;
    this.space = plan.space();
    this.strategy = plan.strategy();
    this.pruner = plan.pruner();
    this.workers = plan.workers();
    this.goals = plan.goals();
    this.stop = plan.stop();
    this.beginning = plan.beginning();
  }

  ChangedPlan search(SearchSpace where, Strategy how) {
    space = where;
    strategy = how;
    return this;
  }

  ChangedPlan prune(Pruner by) {
    pruner = by;
    return this;
  }

  ChangedPlan fitWith(int slots) {
    workers = slots;
    return this;
  }

  ChangedPlan judge(Goals by) {
    goals = by;
    return this;
  }

  ChangedPlan stop(StopRules by) {
    stop = by;
    return this;
  }

  ChangedPlan begin(Beginning with) {
    beginning = with;
    return this;
  }

  SearchPlan plan() {
    return new SearchPlan(
        space,
        strategy,
        pruner,
        plan.trials(),
        plan.parallel(),
        plan.timeout(),
        plan.seed(),
        plan.maxAttempts(),
        workers,
        goals,
        stop,
        beginning);
  }
}
