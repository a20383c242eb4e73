package dev.millrace.schemas;

import dev.millrace.topics.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** The committed versions of the topics' schemas: {@code <folder>/<topic>/<version>.avsc}. */
record History(Path folder) {
  /** What a developer runs after a change to a schema; run in the root folder. */
  static final String COMMAND = "./mvnw -q -pl schemas test-compile exec:java@write-next-version";

  /** The history of this module. */
  static History committed() {
    return new History(Path.of("src/main/history"));
  }

  /** Every committed version of a topic's schema, oldest first. */
  TreeMap<Integer, Schema> versionsOf(Topic<?> topic) {
    TreeMap<Integer, Schema> versions = new TreeMap<>();
    Path versionsFolder = folder.resolve(topic.name());
    if (Files.isDirectory(versionsFolder)) {
      try (Stream<Path> files = Files.list(versionsFolder)) {
        files.forEach(file -> versions.put(versionIn(file), read(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return versions;
  }

  int newest(Topic<?> topic) {
    return versionsOf(topic).lastKey();
  }

  /** Writes the schema as the version after the newest, unless it is the newest. */
  boolean write(Topic<?> topic, Schema schema) {
    TreeMap<Integer, Schema> versions = versionsOf(topic);
    if (!versions.isEmpty() && text(versions.lastEntry().getValue()).equals(text(schema))) {
      return false;
    }
    int next = versions.isEmpty() ? 1 : versions.lastKey() + 1;
    Path file = folder.resolve(topic.name()).resolve(next + ".avsc");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  /** One way to write a schema, documentation and defaults included. */
  static String text(Schema schema) {
    return schema.toString(true) + "\n";
  }

  /** Why a schema and one of its predecessors cannot read each other; empty when they can. */
  static List<String> breaks(Schema current, Map.Entry<Integer, Schema> committed) {
    return Stream.concat(
            unreadable(current, committed.getValue())
                .map(what -> "cannot read version " + committed.getKey() + ": " + what),
            unreadable(committed.getValue(), current)
                .map(what -> "version " + committed.getKey() + " cannot read it: " + what))
        .toList();
  }

  private static Stream<String> unreadable(Schema reader, Schema writer) {
    return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
        .getResult()
        .getIncompatibilities()
        .stream()
        .map(History::describe);
  }

  private static String describe(Incompatibility found) {
    return found.getType() + " at " + found.getLocation() + ": " + found.getMessage();
  }

  private static int versionIn(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceFirst("\\.avsc$", ""));
  }

  private static Schema read(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
