package dev.millrace.embedded.schemas;

import dev.millrace.embedded.schemas.RegistryEvent.CompatibilityChosen;
import dev.millrace.embedded.schemas.RegistryEvent.Presence;
import dev.millrace.embedded.schemas.RegistryEvent.VersionWritten;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The registry's commands and queries. One at a time: an event is decided on what all earlier ones
 * left, kept in the journal, and only then seen by anybody.
 */
final class SchemaRegistry {
  private final Journal journal;
  private final RegistryState state = new RegistryState();

  SchemaRegistry(Journal journal) {
    this.journal = journal;
    journal.read().forEach(state::evolve);
  }

  /** The version that has the schema: the one that is there already, or a new one. */
  synchronized VersionWritten register(String subject, Schema schema) {
    String text = schema.toString();
    Optional<VersionWritten> known = state.versionOf(subject, text, false);
    if (known.isPresent()) {
      return known.get();
    }
    List<String> problems = problems(subject, schema, state.versions(subject, false));
    if (!problems.isEmpty()) {
      throw RegistryException.incompatible(subject, problems);
    }
    VersionWritten added =
        new VersionWritten(
            subject, state.nextVersion(subject), state.idFor(text), text, Presence.LIVE);
    write(added);
    return added;
  }

  /** The version of a subject that has the schema already. */
  synchronized VersionWritten lookUp(String subject, Schema schema, boolean deletedToo) {
    versions(subject, deletedToo);
    return state
        .versionOf(subject, schema.toString(), deletedToo)
        .orElseThrow(RegistryException::noSuchSchema);
  }

  synchronized List<String> subjects(boolean deletedToo) {
    return state.subjects(deletedToo);
  }

  /** Oldest first, at least one. */
  synchronized List<VersionWritten> versions(String subject, boolean deletedToo) {
    List<VersionWritten> versions = state.versions(subject, deletedToo);
    if (versions.isEmpty()) {
      throw RegistryException.noSuchSubject(subject);
    }
    return versions;
  }

  synchronized VersionWritten version(String subject, VersionNumber number, boolean deletedToo) {
    List<VersionWritten> versions = versions(subject, deletedToo);
    return switch (number) {
      case VersionNumber.Latest _ -> versions.getLast();
      case VersionNumber.Exactly exactly ->
          state
              .version(subject, exactly.number(), deletedToo)
              .orElseThrow(() -> RegistryException.noSuchVersion(exactly.number()));
    };
  }

  synchronized String schema(int id) {
    return state.schema(id).orElseThrow(() -> RegistryException.noSuchId(id));
  }

  synchronized List<VersionWritten> versionsWithId(int id, boolean deletedToo) {
    schema(id);
    return state.versionsWithId(id, deletedToo);
  }

  /** Why a schema may not follow one version; empty when it may. */
  synchronized List<String> problemsWith(String subject, VersionNumber number, Schema schema) {
    return problems(subject, schema, List.of(version(subject, number, false)));
  }

  /** Why a schema may not become the subject's next version; empty when it may. */
  synchronized List<String> problemsWithAll(String subject, Schema schema) {
    return problems(subject, schema, state.versions(subject, false));
  }

  private List<String> problems(String subject, Schema schema, List<VersionWritten> earlier) {
    return state
        .compatibilityFor(subject)
        .problems(schema, earlier.stream().map(old -> SchemaText.parse(old.schema())).toList());
  }

  /** Deletes a subject's versions; for good only what was deleted before. */
  synchronized List<Integer> deleteSubject(String subject, boolean forGood) {
    List<VersionWritten> versions = versions(subject, forGood);
    if (forGood && versions.stream().anyMatch(VersionWritten::isLive)) {
      throw RegistryException.subjectNotDeletedYet(subject);
    }
    versions.forEach(version -> write(version.as(deleted(forGood))));
    if (state.ownCompatibility(subject).isPresent()) {
      write(new CompatibilityChosen(Optional.of(subject), Optional.empty()));
    }
    return versions.stream().map(VersionWritten::version).toList();
  }

  synchronized int deleteVersion(String subject, VersionNumber number, boolean forGood) {
    VersionWritten version = version(subject, number, forGood);
    if (forGood && version.isLive()) {
      throw RegistryException.versionNotDeletedYet(subject, version.version());
    }
    write(version.as(deleted(forGood)));
    return version.version();
  }

  private static Presence deleted(boolean forGood) {
    return forGood ? Presence.FORGOTTEN : Presence.DELETED;
  }

  synchronized Compatibility compatibility() {
    return state.compatibility();
  }

  /** A subject's own level, or the one for all where the caller accepts it. */
  synchronized Compatibility compatibility(String subject, boolean globalToo) {
    return state
        .ownCompatibility(subject)
        .or(() -> globalToo ? Optional.of(state.compatibility()) : Optional.empty())
        .orElseThrow(() -> RegistryException.noOwnCompatibility(subject));
  }

  synchronized void choose(Optional<String> subject, Optional<Compatibility> level) {
    write(new CompatibilityChosen(subject, level));
  }

  private void write(RegistryEvent event) {
    journal.append(event);
    state.evolve(event);
  }
}
