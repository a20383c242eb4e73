package dev.millrace.platform.streams;

import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Asks for a commit as soon as something was processed, so that a lone event does not wait for the
 * commit interval at every hop. Under load it asks rarely, for small transactions are dear.
 */
public final class PromptCommit {
  private static final long APART_MILLIS = 10;

  private final ProcessingContext context;
  private long askedAt;

  public PromptCommit(ProcessingContext context) {
    this.context = context;
  }

  /** To be called after a record was processed. */
  public void ask() {
    long now = context.currentSystemTimeMs();
    if (Math.abs(now - askedAt) >= APART_MILLIS) {
      askedAt = now;
      context.commit();
    }
  }
}
