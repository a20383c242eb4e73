package dev.millrace.embedded.schemas;

import dev.millrace.embedded.schemas.RegistryEvent.CompatibilityChosen;
import dev.millrace.embedded.schemas.RegistryEvent.VersionWritten;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Everything the registry knows, folded from its events. Not thread-safe. */
final class RegistryState {
  private static final Compatibility DEFAULT = Compatibility.FULL_TRANSITIVE;

  private final NavigableMap<String, NavigableMap<Integer, VersionWritten>> subjects =
      new TreeMap<>();
  private final NavigableMap<Integer, String> schemas = new TreeMap<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, Compatibility> ownCompatibility = new HashMap<>();
  private Compatibility compatibility = DEFAULT;

  void evolve(RegistryEvent event) {
    switch (event) {
      case VersionWritten written -> {
        subjects
            .computeIfAbsent(written.subject(), _ -> new TreeMap<>())
            .put(written.version(), written);
        schemas.put(written.id(), written.schema());
        ids.put(written.schema(), written.id());
      }
      case CompatibilityChosen chosen -> evolve(chosen);
    }
  }

  private void evolve(CompatibilityChosen chosen) {
    if (chosen.subject().isEmpty()) {
      compatibility = chosen.level().orElse(DEFAULT);
      return;
    }
    String subject = chosen.subject().get();
    chosen
        .level()
        .ifPresentOrElse(
            level -> ownCompatibility.put(subject, level), () -> ownCompatibility.remove(subject));
  }

  List<String> subjects(boolean deletedToo) {
    return subjects.keySet().stream()
        .filter(subject -> !versions(subject, deletedToo).isEmpty())
        .toList();
  }

  /** Oldest first; empty for a subject that is unknown. */
  List<VersionWritten> versions(String subject, boolean deletedToo) {
    return subjects.getOrDefault(subject, new TreeMap<>()).values().stream()
        .filter(version -> isShown(version, deletedToo))
        .toList();
  }

  Optional<VersionWritten> version(String subject, int version, boolean deletedToo) {
    return Optional.ofNullable(subjects.getOrDefault(subject, new TreeMap<>()).get(version))
        .filter(found -> isShown(found, deletedToo));
  }

  /** The version of a subject that has exactly this schema. */
  Optional<VersionWritten> versionOf(String subject, String schema, boolean deletedToo) {
    return versions(subject, deletedToo).reversed().stream()
        .filter(version -> version.schema().equals(schema))
        .findFirst();
  }

  List<VersionWritten> versionsWithId(int id, boolean deletedToo) {
    return subjects.keySet().stream()
        .flatMap(subject -> versions(subject, deletedToo).stream())
        .filter(version -> version.id() == id)
        .toList();
  }

  Optional<String> schema(int id) {
    return Optional.ofNullable(schemas.get(id));
  }

  /** The id of a schema, which is the same in every subject; the next free one for a new schema. */
  int idFor(String schema) {
    Integer known = ids.get(schema);
    return known != null ? known : schemas.isEmpty() ? 1 : schemas.lastKey() + 1;
  }

  /** Counts deleted versions too: a number is never given twice. */
  int nextVersion(String subject) {
    NavigableMap<Integer, VersionWritten> versions = subjects.get(subject);
    return versions == null ? 1 : versions.lastKey() + 1;
  }

  Compatibility compatibility() {
    return compatibility;
  }

  Optional<Compatibility> ownCompatibility(String subject) {
    return Optional.ofNullable(ownCompatibility.get(subject));
  }

  Compatibility compatibilityFor(String subject) {
    return ownCompatibility.getOrDefault(subject, compatibility);
  }

  private static boolean isShown(VersionWritten version, boolean deletedToo) {
    return switch (version.presence()) {
      case LIVE -> true;
      case DELETED -> deletedToo;
      case FORGOTTEN -> false;
    };
  }
}
