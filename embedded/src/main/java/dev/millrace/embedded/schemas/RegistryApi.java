package dev.millrace.embedded.schemas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.embedded.schemas.RegistryEvent.VersionWritten;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Confluent's REST API on top of the registry. */
final class RegistryApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaRegistry registry;

  RegistryApi(SchemaRegistry registry) {
    this.registry = registry;
  }

  Routes routes() {
    Routes routes = new Routes().add("GET", "/", _ -> Map.of());
    subjects(routes);
    schemas(routes);
    compatibility(routes);
    config(routes);
    return routes
        .add("GET", "/mode", _ -> Map.of("mode", "READWRITE"))
        .add("GET", "/mode/*", _ -> Map.of("mode", "READWRITE"));
  }

  private void subjects(Routes routes) {
    routes
        .add("GET", "/subjects", this::subjectNames)
        .add("POST", "/subjects/*", this::lookUp)
        .add("DELETE", "/subjects/*", call -> registry.deleteSubject(call.subject(), forGood(call)))
        .add("GET", "/subjects/*/versions", this::versionNumbers)
        .add("POST", "/subjects/*/versions", this::register)
        .add("GET", "/subjects/*/versions/*", call -> described(version(call)))
        .add("GET", "/subjects/*/versions/*/schema", call -> tree(version(call).schema()))
        .add(
            "DELETE",
            "/subjects/*/versions/*",
            call -> registry.deleteVersion(call.subject(), call.version(), forGood(call)));
  }

  private void schemas(Routes routes) {
    routes
        .add("GET", "/schemas/types", _ -> List.of("AVRO"))
        .add("GET", "/schemas/ids/*", call -> Map.of("schema", registry.schema(call.id())))
        .add("GET", "/schemas/ids/*/schema", call -> tree(registry.schema(call.id())))
        .add("GET", "/schemas/ids/*/subjects", this::subjectsWithId)
        .add("GET", "/schemas/ids/*/versions", this::versionsWithId);
  }

  private void compatibility(Routes routes) {
    routes
        .add(
            "POST",
            "/compatibility/subjects/*/versions",
            call -> verdict(call, registry.problemsWithAll(call.subject(), call.schema())))
        .add(
            "POST",
            "/compatibility/subjects/*/versions/*",
            call ->
                verdict(
                    call, registry.problemsWith(call.subject(), call.version(), call.schema())));
  }

  private void config(Routes routes) {
    routes
        .add("GET", "/config", _ -> level(registry.compatibility()))
        .add("PUT", "/config", call -> choose(Optional.empty(), call.compatibility()))
        .add(
            "GET",
            "/config/*",
            call -> level(registry.compatibility(call.subject(), call.flag("defaultToGlobal"))))
        .add("PUT", "/config/*", call -> choose(Optional.of(call.subject()), call.compatibility()))
        .add("DELETE", "/config/*", this::takeBack);
  }

  private Object subjectNames(Call call) {
    String prefix = call.query().getOrDefault("subjectPrefix", "");
    return registry.subjects(call.flag("deleted")).stream()
        .filter(subject -> subject.startsWith(prefix))
        .toList();
  }

  private Object lookUp(Call call) {
    return described(registry.lookUp(call.subject(), call.schema(), call.flag("deleted")));
  }

  private Object versionNumbers(Call call) {
    return registry.versions(call.subject(), call.flag("deleted")).stream()
        .map(VersionWritten::version)
        .toList();
  }

  private Object register(Call call) {
    return Map.of("id", registry.register(call.subject(), call.schema()).id());
  }

  private VersionWritten version(Call call) {
    return registry.version(call.subject(), call.version(), call.flag("deleted"));
  }

  private Object subjectsWithId(Call call) {
    return registry.versionsWithId(call.id(), call.flag("deleted")).stream()
        .map(VersionWritten::subject)
        .distinct()
        .toList();
  }

  private Object versionsWithId(Call call) {
    return registry.versionsWithId(call.id(), call.flag("deleted")).stream()
        .map(version -> Map.of("subject", version.subject(), "version", version.version()))
        .toList();
  }

  private static Object verdict(Call call, List<String> problems) {
    return call.flag("verbose")
        ? Map.of("is_compatible", problems.isEmpty(), "messages", problems)
        : Map.of("is_compatible", problems.isEmpty());
  }

  private Object choose(Optional<String> subject, Compatibility level) {
    registry.choose(subject, Optional.of(level));
    return Map.of("compatibility", level);
  }

  private Object takeBack(Call call) {
    Compatibility former = registry.compatibility(call.subject(), false);
    registry.choose(Optional.of(call.subject()), Optional.empty());
    return level(former);
  }

  private static boolean forGood(Call call) {
    return call.flag("permanent");
  }

  private static Object level(Compatibility level) {
    return Map.of("compatibilityLevel", level);
  }

  private static Object described(VersionWritten version) {
    return Map.of(
        "subject", version.subject(),
        "version", version.version(),
        "id", version.id(),
        "schema", version.schema());
  }

  private static JsonNode tree(String schema) throws IOException {
    return JSON.readTree(schema);
  }
}
