package dev.millrace.embedded;

/** How long the data is to be kept. */
enum Lifetime {
  /** Beyond the stack, and through a power cut. */
  KEPT,
  /** As long as the stack runs. */
  TEMPORARY
}
