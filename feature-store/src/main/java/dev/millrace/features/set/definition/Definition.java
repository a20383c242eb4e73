package dev.millrace.features.set.definition;

import dev.millrace.features.dataset.Violation;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Span;
import dev.millrace.features.set.Zone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The text of a feature set, read as a tree; what it extends is put in before it means something.
 */
public final class Definition {

  /** What names look like; a version may follow behind an {@code @}. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private static final int LONGEST_TEXT = 100_000;
  private static final int MOST_DECLARATIONS = 500;
  private static final List<String> FIELDS =
      List.of(
          "name",
          "description",
          "extends",
          "time_zone",
          "country",
          "features",
          "seasons",
          "incomplete_rows");
  private static final Set<String> INHERITED =
      Set.of("time_zone", "country", "seasons", "incomplete_rows");
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Map<String, Object> tree;

  private Definition(Map<String, Object> tree) {
    this.tree = tree;
  }

  /** Reads a text. */
  public static Definition parse(String text) throws InvalidDefinition {
    if (text.length() > LONGEST_TEXT) {
      throw new InvalidDefinition(
          "",
          "must have at most %d characters".formatted(LONGEST_TEXT),
          "the definition has %d characters, at most %d are allowed"
              .formatted(text.length(), LONGEST_TEXT));
    }
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    try {
      return of(new Yaml(new SafeConstructor(options)).load(text));
    } catch (YAMLException e) {
      throw new InvalidDefinition(
          "", "must be YAML or JSON", "the definition is not YAML: " + firstLine(e));
    }
  }

  private static Definition of(Object tree) throws InvalidDefinition {
    if (!(tree instanceof Map<?, ?> map)) {
      throw new InvalidDefinition(
          "", "must be a mapping", "the definition must be a mapping of fields, got " + tree);
    }
    List<Violation> complaints = new ArrayList<>();
    new Node("", map, complaints).refuseOthersThan(FIELDS);
    if (!complaints.isEmpty()) {
      throw new InvalidDefinition(complaints);
    }
    Map<String, Object> ordered = new LinkedHashMap<>();
    FIELDS.stream()
        .filter(field -> map.get(field) != null)
        .forEach(field -> ordered.put(field, map.get(field)));
    return new Definition(ordered);
  }

  private static String firstLine(YAMLException e) {
    return String.valueOf(e.getMessage()).lines().limit(4).reduce((a, b) -> a + " " + b).orElse("");
  }

  /** The set whose features come first, by reference. */
  public Optional<String> base() {
    return Optional.ofNullable(tree.get("extends")).map(String::valueOf);
  }

  /** This definition with the one that it extends put in. */
  public Definition on(Definition base) {
    Map<String, Object> whole = new LinkedHashMap<>();
    for (String field : FIELDS) {
      Object inherited = INHERITED.contains(field) ? base.tree.get(field) : null;
      Object value = tree.getOrDefault(field, inherited);
      if (value != null && !field.equals("extends")) {
        whole.put(field, value);
      }
    }
    whole.put("features", Stream.concat(base.features(), features()).toList());
    return new Definition(whole);
  }

  private Stream<?> features() {
    return new Node("", tree, new ArrayList<>()).items("features").stream();
  }

  /** All its fields in their order, for storing and showing; the name is not among them. */
  public Map<String, Object> tree() {
    Map<String, Object> shown = new LinkedHashMap<>(tree);
    shown.remove("name");
    return shown;
  }

  /** What it declares, once nothing is to be put in any more. */
  public FeatureSet meaning(String name, int version) throws InvalidDefinition {
    List<Violation> complaints = new ArrayList<>();
    Node node = new Node("", tree, complaints);
    if (!NAME.matcher(name).matches()) {
      node.complain(
          "name",
          "must be 1 to 64 characters of [A-Za-z0-9_.-]",
          "name must be 1 to 64 characters of [A-Za-z0-9_.-], got '%s'".formatted(name));
    }
    if (!node.text("name").orElse(name).equals(name)) {
      node.complain(
          "name",
          "must be the one it is registered under",
          "name is '%s', but it is registered as '%s'".formatted(tree.get("name"), name));
    }
    Zone zone = zone(node);
    String country = country(node);
    var features = DeclarationReader.read(node.nodes("features"));
    if (node.nodes("features").size() > MOST_DECLARATIONS || features.isEmpty()) {
      node.complain(
          "features",
          "must have 1 to %d declarations".formatted(MOST_DECLARATIONS),
          "features has %d declarations".formatted(features.size()));
    }
    List<Span> seasons = node.has("seasons") ? DeclarationReader.spans(node, "seasons") : List.of();
    boolean incompleteRows = node.allows("incomplete_rows");
    if (!complaints.isEmpty()) {
      throw new InvalidDefinition(complaints);
    }
    return new FeatureSet(
        name,
        version,
        node.text("description").orElse(""),
        zone,
        country,
        features,
        seasons,
        incompleteRows);
  }

  private static Zone zone(Node node) {
    try {
      return Zone.of(node.text("time_zone").orElse("UTC"));
    } catch (IllegalArgumentException e) {
      node.complain("time_zone", "must be a time zone", String.valueOf(e.getMessage()));
      return Zone.UTC;
    }
  }

  private static String country(Node node) {
    String country = node.text("country").orElse("");
    if (!country.isEmpty() && !COUNTRIES.contains(country)) {
      node.complain(
          "country",
          "must be an ISO 3166 code of two letters",
          "country must be an ISO 3166 code such as DE, got '%s'".formatted(country));
    }
    return country;
  }
}
