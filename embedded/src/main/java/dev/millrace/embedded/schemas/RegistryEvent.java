package dev.millrace.embedded.schemas;

import java.util.Optional;

/** Something that happened to the registry; all of them in order are the registry. */
sealed interface RegistryEvent {

  /** A version of a subject as it is from now on; an earlier record of the same one is replaced. */
  record VersionWritten(String subject, int version, int id, String schema, Presence presence)
      implements RegistryEvent {
    boolean isLive() {
      return presence == Presence.LIVE;
    }

    VersionWritten as(Presence next) {
      return new VersionWritten(subject, version, id, schema, next);
    }
  }

  /**
   * How far a version is still there. Its id resolves in every one of them: records on topics may
   * carry it for as long as the topics live, so an id is never given to another schema.
   */
  enum Presence {
    LIVE,
    /** Deleted; shown to who asks for deleted ones. */
    DELETED,
    /** Deleted for good; only the id remains. */
    FORGOTTEN
  }

  /**
   * A compatibility level was chosen.
   *
   * @param subject empty for all subjects that have none of their own
   * @param level empty when the choice was taken back
   */
  record CompatibilityChosen(Optional<String> subject, Optional<Compatibility> level)
      implements RegistryEvent {}
}
