package dev.millrace.platform.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Configuration of one process: a YAML file, overridden by {@code MILLRACE_*} environment
 * variables.
 *
 * <p>{@code kafka.bootstrap-servers} in YAML is {@code MILLRACE_KAFKA_BOOTSTRAP_SERVERS} in the
 * environment. A key that nobody knows stops the start: a misspelt setting must not be a silent
 * default.
 */
public final class Config {
  private static final String PREFIX = "MILLRACE_";

  /** Variables that steer the launcher, the command or the tests, not a service. */
  private static final Set<String> OTHER_VARIABLES =
      Set.of(
          "MILLRACE_CONFIG",
          "MILLRACE_HOME",
          "MILLRACE_JAVA_HOME",
          "MILLRACE_DATA_DIR",
          "MILLRACE_LOG_LEVEL",
          "MILLRACE_LIBRARY_LOG_LEVEL");

  private static final String TEST_PREFIX = "MILLRACE_TEST_";

  private final Set<String> sections;
  private final Map<String, String> yaml;
  private final Map<String, String> environment;
  private final Set<String> boundSections = ConcurrentHashMap.newKeySet();
  private final Set<String> usedKeys = ConcurrentHashMap.newKeySet();

  private Config(Set<String> sections, Map<String, String> yaml, Map<String, String> environment) {
    this.sections = sections;
    this.yaml = yaml;
    this.environment = environment;
  }

  /**
   * Reads the configuration.
   *
   * @param sections every section name that may occur, also those that this process does not bind
   */
  public static Config load(
      Set<String> sections, Map<String, String> environment, Optional<Path> yamlFile) {
    Map<String, String> flat = new LinkedHashMap<>();
    yamlFile.ifPresent(file -> flatten("", readYaml(file), flat));
    for (String key : flat.keySet()) {
      String section = key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
      if (!sections.contains(section)) {
        throw new ConfigException(
            "unknown configuration section '%s', known are %s"
                .formatted(section, new TreeSet<>(sections)));
      }
    }
    Map<String, String> ours = new LinkedHashMap<>();
    environment.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)
              && !name.startsWith(TEST_PREFIX)
              && !OTHER_VARIABLES.contains(name)) {
            requireKnownSection(sections, name);
            ours.put(name, value);
          }
        });
    return new Config(Set.copyOf(sections), flat, ours);
  }

  private static void requireKnownSection(Set<String> sections, String variable) {
    if (sections.stream().noneMatch(s -> variable.startsWith(variableOf(s) + "_"))) {
      throw new ConfigException(
          "environment variable %s belongs to no configuration section, known are %s"
              .formatted(variable, new TreeSet<>(sections)));
    }
  }

  /** Binds a section to a record; the record's constructor checks the values. */
  public <R extends Record> R section(String name, Class<R> type) {
    if (!sections.contains(name)) {
      throw new ConfigException("section '" + name + "' was not declared when loading");
    }
    boundSections.add(name);
    R bound = new RecordBinder(this::lookup, this::below).bind(name, type);
    refuseUnknownKeys(name);
    return bound;
  }

  /** Which of the declared sections have been bound so far. */
  public Set<String> boundSections() {
    return Set.copyOf(boundSections);
  }

  private Optional<String> lookup(String key) {
    usedKeys.add(key);
    usedKeys.add(variableOf(key));
    return Optional.ofNullable(environment.get(variableOf(key)))
        .or(() -> Optional.ofNullable(yaml.get(key)));
  }

  private void refuseUnknownKeys(String section) {
    for (String key : yaml.keySet()) {
      if (key.startsWith(section + ".") && !usedKeys.contains(key) && !insideMap(key)) {
        throw new ConfigException("unknown configuration key '" + key + "'");
      }
    }
    String prefix = variableOf(section) + "_";
    for (String variable : environment.keySet()) {
      if (variable.startsWith(prefix)
          && !usedKeys.contains(variable)
          && longestSection(variable).equals(section)) {
        throw new ConfigException(
            "environment variable %s is no setting of section '%s'".formatted(variable, section));
      }
    }
  }

  /** A key below one that was read as a map, such as {@code kafka.properties.*}. */
  private boolean insideMap(String key) {
    int dot = key.indexOf('.', key.indexOf('.') + 1);
    return dot > 0 && usedKeys.contains(key.substring(0, dot) + ".*");
  }

  private String longestSection(String variable) {
    return sections.stream()
        .filter(s -> variable.startsWith(variableOf(s) + "_"))
        .max(java.util.Comparator.comparingInt(String::length))
        .orElse("");
  }

  private Map<String, String> below(String key) {
    usedKeys.add(key + ".*");
    Map<String, String> found = new LinkedHashMap<>();
    yaml.forEach(
        (k, v) -> {
          if (k.startsWith(key + ".")) {
            found.put(k.substring(key.length() + 1), v);
          }
        });
    return found;
  }

  static String variableOf(String key) {
    return PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  private static Map<?, ?> readYaml(Path file) {
    try (var reader = Files.newBufferedReader(file)) {
      Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      return switch (tree) {
        case null -> Map.of();
        case Map<?, ?> map -> map;
        default -> throw new ConfigException(file + " must hold a mapping of sections");
      };
    } catch (IOException | YAMLException e) {
      throw new ConfigException(
          "cannot read configuration file " + file + ": " + e.getMessage(), e);
    }
  }

  private static void flatten(String prefix, Map<?, ?> tree, Map<String, String> into) {
    tree.forEach(
        (key, value) -> {
          String path = prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key;
          switch (value) {
            case null -> into.put(path, "");
            case Map<?, ?> map -> flatten(path, map, into);
            case Iterable<?> list -> into.put(path, joined(list));
            default -> into.put(path, String.valueOf(value));
          }
        });
  }

  private static String joined(Iterable<?> list) {
    StringBuilder text = new StringBuilder();
    for (Object item : list) {
      text.append(text.isEmpty() ? "" : ",").append(item);
    }
    return text.toString();
  }
}
