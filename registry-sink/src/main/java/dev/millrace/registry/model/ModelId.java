package dev.millrace.registry.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one version of one model: {@code tenant/name/version}.
 *
 * @param tenant who owns it
 * @param name the registered model
 * @param version which version of it
 */
public record ModelId(String tenant, String name, SemanticVersion version) {
  private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

  /** Reads {@code tenant/name/version}; empty when the text is anything else. */
  public static Optional<ModelId> parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 3
        || !TENANT.matcher(parts[0]).matches()
        || !NAME.matcher(parts[1]).matches()) {
      return Optional.empty();
    }
    return SemanticVersion.parse(parts[2]).map(version -> new ModelId(parts[0], parts[1], version));
  }

  @Override
  public String toString() {
    return tenant + "/" + name + "/" + version;
  }
}
