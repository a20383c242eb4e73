package dev.millrace.embedded;

/** A server of the stack. */
public enum Part {
  /** One Kafka node: broker and KRaft controller. */
  KAFKA("Kafka"),
  /** The schema registry; it keeps its schemas on Kafka, so it brings {@link #KAFKA} with it. */
  REGISTRY("schema registry"),
  /** PostgreSQL, as a process of its own. */
  POSTGRES("PostgreSQL"),
  /** Object storage. */
  S3("S3");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** The name to show to people. */
  public String label() {
    return label;
  }
}
