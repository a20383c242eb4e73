package dev.millrace.standalone.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.features.FeatureStoreMain;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.testkit.TestKafka;
import dev.millrace.standalone.KilledService;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * feature-store is killed again and again while it ingests, and every measurement is in the table
 * once, whatever the database is. The full exercise: {@code -Dmillrace.kills=50
 * -Dmillrace.measurements=1000000}.
 */
abstract class KilledFeatureStoreContract {
  private static final int KILLS = Integer.getInteger("millrace.kills", 3);
  private static final int MEASUREMENTS = Integer.getInteger("millrace.measurements", 20_000);
  private static final long SEED = Long.getLong("millrace.kills.seed", 1);
  private static final int SERIES = 50;
  private static final int REPEATS = 1000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  @TempDir private Path folder;
  private EmbeddedStack stack;
  private DatabaseSettings database;
  private TestKafka kafka;
  private Table table;
  private KilledService service;

  /** Where the service keeps the measurements; nothing is there yet. */
  abstract DatabaseSettings database(EmbeddedStack stack);

  @RegisterExtension
  final AfterTestExecutionCallback evidence =
      context -> {
        if (context.getExecutionException().isPresent()) {
          System.err.printf("seed %d; %s%n", SEED, service.evidence());
        }
      };

  @BeforeEach
  void prepare() throws IOException, SQLException {
    stack = EmbeddedStack.temporary();
    kafka = TestKafka.of(stack);
    database = database(stack);
    table = new Table(database);
    Map<String, String> environment = new HashMap<>(stack.environment());
    environment.put("MILLRACE_DATABASE_URL", database.url());
    environment.put("MILLRACE_DATABASE_USER", database.user());
    environment.put("MILLRACE_DATABASE_PASSWORD", database.password());
    // Many transactions, so that a kill meets one in each of its moments.
    environment.put(
        "MILLRACE_FEATURE_STORE_INGEST_BATCH",
        Integer.toString(Math.clamp(MEASUREMENTS / (20L * KILLS), 50, 5_000)));
    fill(MEASUREMENTS);
    // The first of them once more, as an upstream that lost its acknowledgements sends them.
    fill(REPEATS);
    service = new KilledService("feature-store", FeatureStoreMain.class, environment, folder);
  }

  @AfterEach
  void stop() throws SQLException {
    service.close();
    table.close();
    kafka.close();
    stack.close();
  }

  @Test
  void everyMeasurementIsInTheTableOnceHoweverOftenTheServiceIsKilled() throws Exception {
    long all = (long) MEASUREMENTS + REPEATS;
    long begun = System.nanoTime();

    for (int left = KILLS; left > 0; left--) {
      long before = table.reached();
      assertThat(before).as("over before the last %d kills", left).isLessThan(all);
      // Moments are spread over what is left; some are before the service has done anything.
      long share = (all - before) / (left + 1);
      long moment = random.nextInt(8) == 0 ? before : before + random.nextLong(share) + 1;
      service.awaitListening();
      service.await("%d records".formatted(moment), () -> table.reached() >= moment);
      service.kill();
      service.startAgain();
    }
    service.await("all records", () -> table.reached() >= all);
    report(Duration.ofNanos(System.nanoTime() - begun));

    assertThat(table.reached()).isEqualTo(all);
    assertThat(table.rows()).isEqualTo(MEASUREMENTS);
    assertThat(table.summed()).isEqualTo(MEASUREMENTS);
    assertThatEachMeasurementOfEachSeriesIsThere();
    assertThatEverySummaryIsExact();
  }

  private void fill(int measurements) {
    new TopicFiller(kafka.publisher(), new IngestLoad(measurements, SERIES)).fill(_ -> {});
  }

  /** As many minutes as there should be, from the first to the last, none missing between. */
  private void assertThatEachMeasurementOfEachSeriesIsThere() throws SQLException {
    assertThat(
            number(
                """
                SELECT count(*) FROM (
                  SELECT series, count(DISTINCT observed_at) AS minutes,
                    extract(epoch FROM max(observed_at) - min(observed_at)) / 60 + 1 AS expected
                  FROM feature_store.measurement GROUP BY series) each
                WHERE minutes = expected AND minutes BETWEEN %d AND %d
                """
                    .formatted(MEASUREMENTS / SERIES, (MEASUREMENTS + SERIES - 1) / SERIES)))
        .isEqualTo(SERIES);
  }

  private void assertThatEverySummaryIsExact() throws SQLException {
    assertThat(
            number(
                """
                SELECT count(*) FROM feature_store.variable_summary s JOIN (
                  SELECT variable_id, max(unit) AS unit,
                    min(observed_at) AS first_observed, max(observed_at) AS last_observed,
                    min(recorded_at) AS first_recorded, max(recorded_at) AS last_recorded,
                    count(*) AS measurements
                  FROM feature_store.measurement GROUP BY variable_id) counted
                USING (variable_id, unit, first_observed, last_observed,
                  first_recorded, last_recorded, measurements)
                """))
        .isEqualTo(SERIES);
  }

  private long number(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getLong(1);
    }
  }

  private void report(Duration wall) {
    System.out.printf(
        "%d kills while %d measurements were ingested in %.1f s%n",
        KILLS, MEASUREMENTS, wall.toMillis() / 1e3);
  }
}
