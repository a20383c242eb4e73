package dev.millrace.registry.testkit;

import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.DatabaseSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a test class on the server that the environment names, and says so when there is none. */
public final class GivenServer implements ExecutionCondition, AfterAllCallback {
  private static final Logger LOG = LoggerFactory.getLogger(GivenServer.class);

  private final List<DatabaseSettings> created = new ArrayList<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Databases.given().isPresent()) {
      return ConditionEvaluationResult.enabled("a server is given");
    }
    String reason = Databases.URL_VARIABLE + " names no server to test against";
    LOG.atWarn().log("SKIPPED {}: {}", context.getDisplayName(), reason);
    return ConditionEvaluationResult.disabled(reason);
  }

  /** An empty, migrated schema in a database of its own. */
  public Database open() {
    DatabaseSettings database = Databases.create(Databases.given().orElseThrow());
    created.add(database);
    return Database.open(database, "registry-sink");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Databases.given()
        .ifPresent(server -> created.forEach(database -> Databases.drop(server, database)));
  }
}
