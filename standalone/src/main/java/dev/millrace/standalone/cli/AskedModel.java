package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.MillraceClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which model a command asks, and about which series. */
final class AskedModel {
  private static final String ALL = "*";
  private static final Pattern VERSION_ID =
      Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+/\\d+\\.\\d+\\.\\d+");

  @Parameters(
      paramLabel = "MODEL",
      description =
          "Name of a model, for its version in production or else its newest; or the id of a"
              + " version, TENANT/NAME/VERSION.")
  private String model = "";

  @Option(
      names = "--series",
      split = ",",
      paramLabel = "NAME",
      description = "Only these series (default: those that the model was trained on).")
  private List<String> series = List.of();

  /** The version, which must be of one of these types. */
  JsonNode version(MillraceClient client, String tenant, List<String> types) {
    JsonNode version = isId() ? client.model(model) : current(client, tenant);
    String type = version.path("model_type").asText();
    if (!types.contains(type)) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "%s is a model of type %s; it must be of type %s"
              .formatted(version.path("model_id").asText(), type, String.join(" or ", types)));
    }
    return version;
  }

  /** Whether it names a version; what is neither that nor a model's name is refused. */
  private boolean isId() {
    if (!model.contains("/")) {
      return false;
    }
    if (!VERSION_ID.matcher(model).matches()) {
      throw new CommandFailed(
          ExitCode.USAGE,
          "MODEL must be a model's name, or TENANT/NAME/VERSION with a version such as 1.0.0; got "
              + model);
    }
    return true;
  }

  /** The version in production, else the newest. */
  private JsonNode current(MillraceClient client, String tenant) {
    List<JsonNode> versions = client.versions(tenant, model);
    if (versions.isEmpty()) {
      throw new CommandFailed(ExitCode.FAILED, "there is no model " + model);
    }
    return versions.stream()
        .filter(version -> version.path("stage").asText().equals("production"))
        .findFirst()
        .orElse(versions.getFirst());
  }

  /** The series that were named, else those of the job's configuration. */
  List<String> seriesOf(JsonNode config) {
    if (!series.isEmpty()) {
      return series;
    }
    List<String> trained = config.path("series").valueStream().map(JsonNode::asText).toList();
    if (trained.contains(ALL)) {
      throw new CommandFailed(
          ExitCode.USAGE, "the model was trained on all series; name some with --series");
    }
    return trained;
  }

  /** What feature-store is asked for to get a version's rows of a series. */
  static Map<String, String> question(String name, JsonNode version, JsonNode config) {
    JsonNode lineage = version.path("lineage");
    Map<String, String> question = new TreeMap<>();
    question.put("tenant_id", version.path("tenant_id").asText());
    question.put("series", name);
    question.put("variable", config.path("target_variable").asText());
    question.put(
        "feature_set",
        lineage.path("feature_set").asText() + "@" + lineage.path("feature_set_version").asInt());
    question.put("horizon", config.path("horizon").asText());
    return question;
  }
}
