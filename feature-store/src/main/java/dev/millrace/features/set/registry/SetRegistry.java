package dev.millrace.features.set.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.FeatureSets;
import dev.millrace.features.set.definition.Definition;
import dev.millrace.features.set.definition.InvalidDefinition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Feature sets by name: those of Millrace, and those of tenants in the database. A version never
 * changes; a definition that says something else is the next one.
 */
public final class SetRegistry implements FeatureSets {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LATEST =
      """
      SELECT DISTINCT ON (name) name, version, definition FROM feature_set
      WHERE tenant_id = :tenant AND registered_at <= :at
      ORDER BY name, version DESC
      """;

  private static final String ONE =
      """
      SELECT name, version, definition FROM feature_set
      WHERE tenant_id = :tenant AND name = :name AND registered_at <= :at
        AND (:version::int IS NULL OR version = :version)
      ORDER BY version DESC LIMIT 1
      """;

  private static final String REGISTER =
      """
      INSERT INTO feature_set (tenant_id, name, version, definition, registered_at)
      VALUES (:tenant, :name, :version, :definition, :at)
      """;

  private static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

  private final Jdbi jdbi;
  private final Set<String> countries;
  private final InstantSource clock;
  private final BuiltInSets builtIn = new BuiltInSets();

  /**
   * The registry.
   *
   * @param countries those whose holidays are known
   */
  public SetRegistry(Jdbi jdbi, Set<String> countries, InstantSource clock) {
    this.jdbi = jdbi;
    this.countries = Set.copyOf(countries);
    this.clock = clock;
  }

  /** A row of the table. */
  private record Row(String name, int version, String definition) {}

  /**
   * What became of a registration.
   *
   * @param created whether it is a new version, not what the last one says already
   */
  public record Registered(DeclaredSet set, boolean created) {}

  @Override
  public Optional<FeatureSet> find(String tenant, String reference, Instant at) {
    return declared(tenant, reference, at).map(DeclaredSet::set);
  }

  @Override
  public List<FeatureSet> all(String tenant, Instant at) {
    return allDeclared(tenant, at).stream().map(DeclaredSet::set).toList();
  }

  /** As {@link #find}, with the text. */
  public Optional<DeclaredSet> declared(String tenant, String reference, Instant at) {
    Optional<SetReference> wanted = SetReference.parse(reference);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    SetReference set = wanted.get();
    return builtIn.find(set.name()).isPresent()
        ? builtIn.find(set)
        : jdbi.withHandle(handle -> stored(handle, tenant, set, at));
  }

  /** As {@link #all}, with the texts. */
  public List<DeclaredSet> allDeclared(String tenant, Instant at) {
    List<DeclaredSet> all = new ArrayList<>(builtIn.all());
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(LATEST)
                .bind("tenant", tenant)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .map((row, _) -> new Row(row.getString(1), row.getInt(2), row.getString(3)))
                .forEach(row -> all.add(set(row))));
    all.sort(Comparator.comparing(declared -> declared.set().name()));
    return List.copyOf(all);
  }

  private static Optional<DeclaredSet> stored(
      Handle handle, String tenant, SetReference wanted, Instant at) {
    return handle
        .createQuery(ONE)
        .bind("tenant", tenant)
        .bind("name", wanted.name())
        .bind("version", wanted.version().isPresent() ? wanted.version().getAsInt() : null)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .map((row, _) -> new Row(row.getString(1), row.getInt(2), row.getString(3)))
        .findOne()
        .map(SetRegistry::set);
  }

  private static DeclaredSet set(Row row) {
    try {
      Definition definition = Definition.parse(row.definition());
      return new DeclaredSet(definition.meaning(row.name(), row.version()), definition);
    } catch (InvalidDefinition e) {
      throw new IllegalStateException(
          "feature set %s version %d was stored broken".formatted(row.name(), row.version()), e);
    }
  }

  /** Registers a definition under a name; the same one again changes nothing. */
  public Registered register(String tenant, String name, String text) throws InvalidDefinition {
    Definition own = Definition.parse(text);
    if (builtIn.find(name).isPresent()) {
      throw InvalidDefinition.of(
          "name",
          "must not be the name of a set that comes with Millrace",
          "feature set '%s' comes with Millrace; choose another name".formatted(name));
    }
    Definition whole = own.base().isEmpty() ? own : extended(tenant, name, own);
    FeatureSet meaning = whole.meaning(name, 1);
    requireKnown(meaning.country());
    String definition = json(whole);
    return jdbi.inTransaction(
        handle -> {
          handle.execute(
              "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", tenant + "/" + name);
          return register(handle, tenant, new Row(meaning.name(), 1, definition));
        });
  }

  private void requireKnown(String country) throws InvalidDefinition {
    if (!country.isEmpty() && !countries.contains(country)) {
      throw InvalidDefinition.of(
          "country",
          "must be a country whose holidays are known",
          "the holidays of '%s' are not known".formatted(country));
    }
  }

  private Registered register(Handle handle, String tenant, Row wanted) {
    // In milliseconds, as events are: a job of the same moment must not come before it.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<DeclaredSet> last =
        stored(handle, tenant, new SetReference(wanted.name(), OptionalInt.empty()), FOREVER);
    if (last.isPresent() && json(last.get().definition()).equals(wanted.definition())) {
      return new Registered(last.get(), false);
    }
    int version = last.map(known -> known.set().version() + 1).orElse(1);
    handle
        .createUpdate(REGISTER)
        .bind("tenant", tenant)
        .bind("name", wanted.name())
        .bind("version", version)
        .bind("definition", wanted.definition())
        .bind("at", now.atOffset(ZoneOffset.UTC))
        .execute();
    return new Registered(set(new Row(wanted.name(), version, wanted.definition())), true);
  }

  private Definition extended(String tenant, String name, Definition own) throws InvalidDefinition {
    String base = own.base().orElseThrow();
    if (SetReference.parse(base).map(SetReference::name).filter(name::equals).isPresent()) {
      throw InvalidDefinition.of(
          "extends",
          "must not be the set itself",
          "feature set '%s' cannot extend itself".formatted(name));
    }
    Definition found =
        declared(tenant, base, clock.instant())
            .orElseThrow(
                () ->
                    InvalidDefinition.of(
                        "extends",
                        "must be a declared feature set",
                        "feature set '%s', which is to be extended, is unknown".formatted(base)))
            .definition();
    return own.on(found);
  }

  private static String json(Definition definition) {
    try {
      return JSON.writeValueAsString(definition.tree());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a definition cannot be written as JSON", e);
    }
  }
}
