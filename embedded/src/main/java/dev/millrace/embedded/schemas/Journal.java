package dev.millrace.embedded.schemas;

import java.util.List;

/** Where the registry's events are kept. */
interface Journal extends AutoCloseable {
  /** All events, oldest first. */
  List<RegistryEvent> read();

  /** Returns once the event is kept. */
  void append(RegistryEvent event);

  @Override
  void close();
}
