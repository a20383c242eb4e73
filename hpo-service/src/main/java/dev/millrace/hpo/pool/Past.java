package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.EarlierStudy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a pool remembers of studies that are over.
 *
 * @param closed those of which only that is known, by id
 * @param archive those that may be continued, by id
 * @param archivedTrials trials of all of those together
 * @param models what was learnt of each model, oldest study first
 */
public record Past(
    Dated<String> closed,
    Dated<Archived> archive,
    long archivedTrials,
    Dated<List<EarlierStudy>> models) {

  static final Past NONE = new Past(Dated.none(), Dated.none(), 0, Dated.none());

  public boolean isOver(String studyId) {
    return closed.contains(studyId) || archive.contains(studyId);
  }

  List<EarlierStudy> of(String model) {
    return models.get(model).orElse(List.of());
  }

  Past closed(String studyId, Instant at) {
    Past others = without(studyId);
    return new Past(
        others.closed.plus(studyId, studyId, at), others.archive, others.archivedTrials, models);
  }

  Past archived(String studyId, Archived study, Instant at) {
    Past others = without(studyId);
    return new Past(
        others.closed,
        others.archive.plus(studyId, study, at),
        others.archivedTrials + study.trials().history().size(),
        models);
  }

  Past without(String studyId) {
    Optional<Archived> archived = archive.get(studyId);
    int trials = archived.map(study -> study.trials().history().size()).orElse(0);
    return new Past(closed.minus(studyId), archive.minus(studyId), archivedTrials - trials, models);
  }

  Past learnt(String model, List<EarlierStudy> studies, Instant at) {
    return new Past(
        closed,
        archive,
        archivedTrials,
        studies.isEmpty() ? models.minus(model) : models.plus(model, List.copyOf(studies), at));
  }
}
