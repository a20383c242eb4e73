package dev.millrace.registry.query;

import dev.millrace.registry.importance.Importance;
import java.util.List;

/**
 * Importances of a study's parameters as REST shows them.
 *
 * @param method how they were computed
 * @param bestShare share of the trials that counted as the best
 * @param trials complete trials of the search
 * @param trialsUsed how many of them were looked at
 * @param importances the largest first, 1 in sum; empty while there are too few trials
 */
public record ImportanceView(
    String studyId,
    String method,
    double bestShare,
    int trials,
    int trialsUsed,
    List<Importance> importances) {}
