package dev.millrace.standalone.ingest;

import dev.millrace.standalone.terminal.Bar;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Words;
import java.io.IOException;
import java.util.List;

/** Where measurements come from. */
public interface Source {

  /** Sends everything, shows how far it is, and returns when the broker has it all. */
  Ingestion send(String tenant, Upstream upstream, Screen screen) throws IOException;

  /** Shows how far a sending is. */
  static void show(Screen screen, String what, long done, long total) {
    String count = "%s of %s rows".formatted(Words.count(done), Words.count(total));
    screen.show(
        List.of("  sending  %s  %s".formatted(screen.style().cyan(Bar.of(done, total, 30)), count)),
        done >= total ? "sent " + Words.count(done, "row") + " of " + what : "sending " + what);
  }
}
