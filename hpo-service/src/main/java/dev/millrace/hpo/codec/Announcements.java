package dev.millrace.hpo.codec;

import dev.millrace.events.StudyProgressed;
import dev.millrace.hpo.pool.Ending;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.AttemptStarted;
import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.StudyQueued;
import dev.millrace.hpo.pool.PoolEvent.StudyStarted;
import dev.millrace.hpo.pool.PoolEvent.StudyWaiting;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.hpo.pool.PoolState;
import dev.millrace.hpo.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** What the world hears of each event of a pool. */
public final class Announcements {

  private final ProposalCodec proposals;

  public Announcements(PoolSettings settings) {
    this.proposals = new ProposalCodec(settings.lease());
  }

  /** The public events that an event gives rise to, in order. */
  public List<SpecificRecord> of(PoolState before, PoolEvent event, PoolState after) {
    return news(before, event, after).stream().map(record -> withWait(record, after)).toList();
  }

  private List<SpecificRecord> news(PoolState before, PoolEvent event, PoolState after) {
    return switch (event) {
      case StudyQueued queued -> one(known(after, queued), s -> ProgressCodec.queued(s, queued));
      case StudyStarted started ->
          one(known(after, started), s -> ProgressCodec.started(s, started));
      case TrialProposed proposed -> proposed(after, proposed);
      // The first rank speaks for the attempt.
      case AttemptStarted(var attempt, _, _, _) when !attempt.isFirstRank() -> List.of();
      case AttemptStarted started ->
          one(known(after, started), s -> ProgressCodec.started(s, started));
      case AttemptLost lost -> one(known(after, lost), s -> ProgressCodec.lost(s, lost, before));
      case TrialCounted counted ->
          one(known(after, counted), s -> ProgressCodec.counted(s, counted, before));
      case SearchEnded ended -> one(known(after, ended), s -> ProgressCodec.ended(s, ended));
      case StudyClosed closed -> closed(before, closed);
      case StudyWaiting waiting ->
          one(known(after, waiting.studyId()), s -> ProgressCodec.waiting(s, waiting));
      case PoolEvent.Lasting _, PoolEvent.Fleeting _ -> List.of();
    };
  }

  private List<SpecificRecord> proposed(PoolState after, TrialProposed event) {
    return after
        .active(event.studyId())
        .<List<SpecificRecord>>map(
            study -> {
              List<SpecificRecord> said =
                  new ArrayList<>(proposals.proposed(after.pool(), study, event));
              said.add(ProgressCodec.proposed(study, event));
              return said;
            })
        .orElse(List.of());
  }

  private static List<SpecificRecord> closed(PoolState before, StudyClosed event) {
    Optional<Study.Known> known = known(before, event);
    if (known.isEmpty()) {
      return List.of();
    }
    Study.Known study = known.get();
    SpecificRecord completion = CompletionCodec.closed(study, event);
    return event.ending() instanceof Ending.Completed(var fittedBy, _)
        ? List.of(ProgressCodec.fitted(study, event, fittedBy), completion)
        : List.of(completion);
  }

  /** Whatever is said of a study says what it waits for: readers know the last word only. */
  private static SpecificRecord withWait(SpecificRecord record, PoolState after) {
    return record instanceof StudyProgressed progressed
        ? after
            .waitOf(progressed.getStudyId())
            .<SpecificRecord>map(
                wait -> StudyProgressed.newBuilder(progressed).setWaitingFor(wait.text()).build())
            .orElse(record)
        : record;
  }

  private static Optional<Study.Known> known(PoolState state, PoolEvent.Lasting event) {
    return known(state, event.studyId());
  }

  private static Optional<Study.Known> known(PoolState state, String studyId) {
    return state.study(studyId).filter(Study.Known.class::isInstance).map(Study.Known.class::cast);
  }

  private static List<SpecificRecord> one(
      Optional<Study.Known> study, Function<Study.Known, SpecificRecord> announcement) {
    return study.map(announcement).map(List::of).orElse(List.of());
  }
}
