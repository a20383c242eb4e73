package dev.millrace.trainer.train;

import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.Loss;

/** What is learnt and by which loss. */
record Recipe(TargetTransform transform, Loss loss) {}
