package dev.millrace.intake.codec;

import dev.millrace.events.FailedSeries;
import dev.millrace.events.JobState;
import dev.millrace.events.internal.JobJournal;
import dev.millrace.intake.job.Fact;
import dev.millrace.intake.job.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the journal of a job per series keeps of its series, in few bytes: it is written anew
 * whenever one of a thousand of them moves.
 */
final class SeriesJournalCodec {

  private static final String LISTED = "listed";
  private static final String REFUSED = "refused";

  private SeriesJournalCodec() {}

  static void write(Fact.SeriesListed listed, JobJournal.Builder journal) {
    journal
        .setListing(listed.refusals().isEmpty() ? LISTED : REFUSED)
        .setListed(listed.series())
        .setListedTotal(listed.total())
        .setListingRefusals(RequestCodec.write(listed.refusals()));
  }

  static void write(Fact.SeriesMoved moved, JobJournal.Builder journal) {
    journal.setStandings(
        moved.standings().values().stream()
            .map(SeriesJournalCodec::letter)
            .collect(Collectors.joining()));
  }

  /** In the order in which findings keep them. */
  static List<Fact> read(JobJournal journal, JobState state) {
    List<Fact> facts = new ArrayList<>();
    if (!journal.getListing().isEmpty()) {
      facts.add(
          new Fact.SeriesListed(
              journal.getListed(),
              journal.getListedTotal(),
              RequestCodec.read(journal.getListingRefusals())));
    }
    if (!journal.getStandings().isEmpty()) {
      facts.add(moved(journal, state));
    }
    return facts;
  }

  private static Fact.SeriesMoved moved(JobJournal journal, JobState state) {
    List<String> names =
        journal.getListing().equals(LISTED) ? journal.getListed() : state.getConfig().getSeries();
    SortedMap<String, Status> standings = new TreeMap<>();
    int letter = 0;
    for (String series : new TreeSet<>(names)) {
      standings.put(series, status(journal.getStandings().charAt(letter++)));
    }
    SortedMap<String, String> problems = new TreeMap<>();
    for (FailedSeries failed : state.getFailedSeries()) {
      problems.put(failed.getSeries(), failed.getProblem());
    }
    return new Fact.SeriesMoved(standings, problems, Optional.ofNullable(state.getStartedAt()));
  }

  private static String letter(Status status) {
    return switch (status) {
      case QUEUED -> "Q";
      case RUNNING -> "R";
      case COMPLETED -> "C";
      case FAILED -> "F";
      case CANCELLED -> "N";
    };
  }

  private static Status status(char letter) {
    return switch (letter) {
      case 'Q' -> Status.QUEUED;
      case 'R' -> Status.RUNNING;
      case 'C' -> Status.COMPLETED;
      case 'F' -> Status.FAILED;
      case 'N' -> Status.CANCELLED;
      default ->
          throw new IllegalArgumentException(
              "the standing of a series must be one of QRCFN, got " + letter);
    };
  }
}
