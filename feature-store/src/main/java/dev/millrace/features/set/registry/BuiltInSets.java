package dev.millrace.features.set.registry;

import dev.millrace.features.set.definition.Definition;
import dev.millrace.features.set.definition.InvalidDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The feature sets that come with Millrace, out of its resources. */
public final class BuiltInSets {

  /** Whoever changes what a file means gives it the next number. */
  private record Resource(String name, int version) {}

  private static final List<Resource> RESOURCES =
      List.of(
          new Resource("forecast_basic", 3),
          new Resource("forecast_advanced", 2),
          new Resource("anomaly_detection", 2));

  private final SortedMap<String, DeclaredSet> byName = new TreeMap<>();

  public BuiltInSets() {
    for (Resource resource : RESOURCES) {
      byName.put(resource.name(), declared(resource));
    }
  }

  private DeclaredSet declared(Resource resource) {
    try {
      Definition own = Definition.parse(text(resource.name()));
      // A file may extend those before it.
      Definition whole =
          own.base().flatMap(this::find).map(base -> own.on(base.definition())).orElse(own);
      return new DeclaredSet(whole.meaning(resource.name(), resource.version()), whole);
    } catch (InvalidDefinition e) {
      throw new IllegalStateException(
          "feature set %s is broken: %s".formatted(resource.name(), e.getMessage()), e);
    }
  }

  static String text(String name) {
    String file = "/feature-sets/%s.yaml".formatted(name);
    try (InputStream in = BuiltInSets.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** The set of that name. */
  public Optional<DeclaredSet> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All of them by name. */
  public List<DeclaredSet> all() {
    return List.copyOf(byName.values());
  }
}
