package dev.millrace.features.measurement.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.db.DatabaseSettings;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A database from before versions named their variable by number, whatever server it is on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OldRowsMigrationContract {

  private static final String SCHEMA = "old_rows_" + Long.toString(System.nanoTime(), 36);

  private final TestDatabase place;
  private final DatabaseSettings settings;

  OldRowsMigrationContract(TestDatabase place) {
    this.place = place;
    this.settings = place.settings();
  }

  @AfterAll
  void close() {
    place.close();
  }

  @Test
  void everyRowIsKeptAndKnowsItsSuccessorAndItsLineage() {
    migrate("2");
    Jdbi jdbi = Jdbi.create(settings.url(), settings.user(), settings.password());
    jdbi.useHandle(
        handle ->
            handle
                .createScript(
                    """
                    SET search_path TO %s;
                    INSERT INTO variable_summary VALUES ('t', 's', 'v', 'kW',
                      '2026-01-01Z', '2026-01-02Z', '2026-01-02Z', '2026-01-03Z', 3);
                    INSERT INTO measurement VALUES
                      ('t', 's', 'v', '2026-01-01Z', '2026-01-02Z', 1, 'kW', 'meter', 'reading 1'),
                      ('t', 's', 'v', '2026-01-01Z', '2026-01-03Z', 2, '', '',
                        '01234567-89AB-cdef-0123-456789abcdef'),
                      ('t', 's', 'v', '2026-01-02Z', '2026-01-03Z', NULL, 'kW', 'meter', '');
                    """
                        .formatted(SCHEMA))
                .execute());

    migrate("latest");

    List<Map<String, Object>> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT value, unit, source, superseded_at::text AS until,
                          event_key = md5('reading 1')::uuid AS hashed, event_key::text AS key
                        FROM %s.measurement ORDER BY observed_at, recorded_at
                        """
                            .formatted(SCHEMA))
                    .mapToMap()
                    .list());
    assertThat(rows)
        .extracting(row -> row.get("value"), row -> row.get("unit"), row -> row.get("source"))
        .containsExactly(tuple(1.0, "kW", "meter"), tuple(2.0, "", ""), tuple(null, "kW", "meter"));
    assertThat(rows.get(0).get("hashed")).isEqualTo(true);
    assertThat((String) rows.get(0).get("until")).startsWith("2026-01-03");
    assertThat(rows.get(1).get("key")).isEqualTo("01234567-89ab-cdef-0123-456789abcdef");
    assertThat(rows.get(1).get("until")).isEqualTo("infinity");
    assertThat(rows.get(2).get("key")).isNull();
  }

  private void migrate(String target) {
    Flyway.configure()
        .dataSource(settings.url(), settings.user(), settings.password())
        .schemas(SCHEMA)
        .createSchemas(true)
        .locations("classpath:db/feature-store")
        .target(target)
        .load()
        .migrate();
  }
}
