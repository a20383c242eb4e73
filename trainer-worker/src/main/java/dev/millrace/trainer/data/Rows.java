package dev.millrace.trainer.data;

/** A run of consecutive rows, from inclusive to exclusive. */
public record Rows(int from, int to) {
  public Rows {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "rows must be a non-empty range from 0, got [%d, %d)".formatted(from, to));
    }
  }

  public int count() {
    return to - from;
  }

  /** Both ranges as one; they must touch, this one first. */
  public Rows followedBy(Rows next) {
    if (next.from != to) {
      throw new IllegalArgumentException("%s does not follow %s".formatted(next, this));
    }
    return new Rows(from, next.to);
  }
}
