package dev.millrace.standalone.bench.snapshot;

import java.time.Duration;

/**
 * What a phase took.
 *
 * @param wall from its beginning to its end
 * @param cpu of all threads of this process meanwhile; the database is a process of its own
 */
public record Phase(Duration wall, Duration cpu) {

  Phase plus(Phase other) {
    return new Phase(wall.plus(other.wall), cpu.plus(other.cpu));
  }

  Phase minus(Phase part) {
    return new Phase(wall.minus(part.wall), cpu.minus(part.cpu));
  }
}
