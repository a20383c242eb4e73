package dev.millrace.features.set.registry;

import dev.millrace.features.set.definition.Definition;
import dev.millrace.features.set.definition.InvalidDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The feature sets that come with Millrace, out of its resources. Versions of before stay, for the
 * models that were trained with them.
 */
public final class BuiltInSets {

  /** Whoever changes what a file means gives it the next number, and keeps the one before. */
  private record Resource(String file, String name, int version) {
    /** The version that a name means by itself. */
    static Resource last(String name, int version) {
      return new Resource(name, name, version);
    }

    static Resource earlier(String name, int version) {
      return new Resource("%s@%d".formatted(name, version), name, version);
    }
  }

  private static final List<Resource> RESOURCES =
      List.of(
          Resource.earlier("forecast_basic", 2),
          Resource.last("forecast_basic", 3),
          Resource.earlier("forecast_advanced", 1),
          Resource.last("forecast_advanced", 2),
          Resource.last("anomaly_detection", 2));

  /** By name, the last version of each last. */
  private final SortedMap<String, List<DeclaredSet>> byName = new TreeMap<>();

  public BuiltInSets() {
    for (Resource resource : RESOURCES) {
      byName.computeIfAbsent(resource.name(), _ -> new ArrayList<>()).add(declared(resource));
    }
  }

  private DeclaredSet declared(Resource resource) {
    try {
      Definition own = Definition.parse(text(resource.file()));
      // A file may extend those before it.
      Definition whole =
          own.base()
              .flatMap(SetReference::parse)
              .flatMap(this::find)
              .map(base -> own.on(base.definition()))
              .orElse(own);
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

  /** The last version of the set of that name. */
  public Optional<DeclaredSet> find(String name) {
    return find(new SetReference(name, OptionalInt.empty()));
  }

  /** The version that is meant, the last one if none is said. */
  Optional<DeclaredSet> find(SetReference wanted) {
    return byName.getOrDefault(wanted.name(), List.of()).reversed().stream()
        .filter(known -> wanted.means(known.set().version()))
        .findFirst();
  }

  /** The last versions of all of them, by name. */
  public List<DeclaredSet> all() {
    return byName.values().stream().map(List::getLast).toList();
  }
}
