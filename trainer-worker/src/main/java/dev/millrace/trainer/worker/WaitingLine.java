package dev.millrace.trainer.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who waits for memory, in the order in which they came; and who has some, as far as those wait for
 * each other. Ranks of one attempt do: one that has memory can only go on when all have. So who
 * belongs to such an attempt goes first. Not thread-safe.
 */
final class WaitingLine {
  private final List<Ticket> line = new ArrayList<>();
  private final Map<String, Integer> holding = new HashMap<>();
  private int holdingAlone;

  /** A place in the line. */
  static final class Ticket {
    private final Optional<String> team;
    private boolean calledOff;

    private Ticket(Optional<String> team) {
      this.team = team;
    }

    /** Whether it has to leave, for others to go on. */
    boolean isCalledOff() {
      return calledOff;
    }
  }

  /**
   * Joins the line at its end.
   *
   * @param team the same for all who can only go on together
   */
  Ticket join(Optional<String> team) {
    var ticket = new Ticket(team);
    line.add(ticket);
    return ticket;
  }

  void leave(Ticket ticket) {
    line.remove(ticket);
  }

  /** Who is next. */
  boolean isFirst(Ticket ticket) {
    return line.stream().filter(this::isAwaited).findFirst().orElse(line.getFirst()).equals(ticket);
  }

  int size() {
    return line.size();
  }

  /** Somebody has got memory. */
  void holds(Optional<String> team) {
    team.ifPresentOrElse(name -> holding.merge(name, 1, Integer::sum), () -> holdingAlone++);
  }

  /** Somebody has given it back. */
  void lets(Optional<String> team) {
    team.ifPresentOrElse(this::letsOne, () -> holdingAlone--);
  }

  private void letsOne(String team) {
    if (holding.merge(team, -1, Integer::sum) == 0) {
      holding.remove(team);
    }
  }

  private boolean isAwaited(Ticket ticket) {
    return ticket.team.filter(holding::containsKey).isPresent();
  }

  /**
   * To be called when the first one does not fit. If all who have memory wait for somebody in the
   * line, none of it would ever come back: then who came last of those has to leave.
   */
  void callOffIfStuck() {
    List<Ticket> awaited = line.stream().filter(this::isAwaited).toList();
    long teams = awaited.stream().flatMap(ticket -> ticket.team.stream()).distinct().count();
    if (holdingAlone == 0 && !awaited.isEmpty() && teams == holding.size()) {
      awaited.getLast().calledOff = true;
    }
  }
}
