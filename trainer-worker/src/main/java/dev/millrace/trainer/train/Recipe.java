package dev.millrace.trainer.train;

import dev.millrace.trainer.model.TargetTransform;

/**
 * What is learnt and by which loss.
 *
 * @param loss objective of XGBoost
 */
record Recipe(TargetTransform transform, String loss) {}
