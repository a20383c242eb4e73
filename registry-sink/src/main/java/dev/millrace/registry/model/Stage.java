package dev.millrace.registry.model;

import java.util.Locale;

/** Where a model version stands between registered and retired. */
public enum Stage {
  /** Registered, for nobody's use yet. */
  NONE,
  /** Fit to be tried beside the one in production. */
  STAGING,
  /** Answers for real. */
  PRODUCTION,
  /** No longer in use. */
  ARCHIVED;

  /** The word that events, tables and REST use. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
