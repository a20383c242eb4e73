package dev.millrace.standalone.ingest;

import dev.millrace.standalone.terminal.Screen;
import java.io.IOException;

/** Where measurements come from. */
public interface Source {

  /** Sends everything, shows how far it is, and returns when the broker has it all. */
  Ingestion send(String tenant, Upstream upstream, Screen screen) throws IOException;
}
