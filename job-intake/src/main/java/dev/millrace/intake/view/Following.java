package dev.millrace.intake.view;

/** An interest that can be ended. */
@FunctionalInterface
public interface Following extends AutoCloseable {
  @Override
  void close();
}
