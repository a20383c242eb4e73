package dev.millrace.schemas;

import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.nio.file.Path;

/** Writes the next version of every schema that has changed, and the bytes of new examples. */
public final class WriteNextVersion {
  private WriteNextVersion() {}

  /** Takes one argument, the folder of this module. */
  public static void main(String[] args) {
    Path module = Path.of(args[0]);
    History history = new History(module.resolve("src/main/history"));
    Examples examples = new Examples(module.resolve("src/test/golden"));
    for (Topic<?> topic : Topics.all()) {
      if (history.write(topic, Contract.of(topic.schema()))) {
        System.out.println(topic.name() + ": wrote version " + history.newest(topic));
      }
      examples.prepare(topic, history).forEach(System.out::println);
    }
  }
}
