package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.terminal.Table;
import java.io.PrintStream;
import java.util.List;

/** Where a command's result goes: text for people, or one line of JSON for programs. */
final class Output {
  private final Surroundings surroundings;
  private final boolean json;

  Output(Surroundings surroundings, boolean json) {
    this.surroundings = surroundings;
    this.json = json;
  }

  boolean isJson() {
    return json;
  }

  /** Writes the JSON, or the lines. */
  void result(JsonNode node, List<String> lines) {
    PrintStream out = surroundings.terminal().out();
    if (json) {
      out.println(node);
    } else {
      lines.forEach(out::println);
    }
    out.flush();
  }

  /** Writes the JSON, or the table; a sentence when it is empty. */
  void result(JsonNode node, Table table, String whenEmpty) {
    result(node, table.isEmpty() ? List.of(whenEmpty) : table.lines());
  }

  Screen screen() {
    return surroundings.terminal().screen(json);
  }
}
