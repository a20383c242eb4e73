package dev.millrace.hpo.study;

/**
 * What an attempt at a trial had reached after a round, in object storage. What it holds is the
 * workers' business.
 *
 * @param attempt number of the attempt that stored it, from 1
 * @param round boosting rounds that are done in it
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record Checkpoint(int attempt, int round, String uri, String sha256, long sizeBytes) {

  /** Whether the other one was stored later: by a later attempt, or after a later round. */
  public boolean isBefore(Checkpoint other) {
    return attempt < other.attempt || (attempt == other.attempt && round < other.round);
  }
}
