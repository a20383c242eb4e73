package dev.millrace.features.testkit;

import dev.millrace.features.FeatureStore;
import dev.millrace.platform.db.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of tables, the same for whatever database they are in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DatabaseContract {

  /** Open and migrated while tests run. */
  protected Database database;

  private final TestDatabase place;

  protected DatabaseContract(TestDatabase place) {
    this.place = place;
  }

  @BeforeAll
  final void openDatabase() {
    database = Database.open(place.settings(), FeatureStore.NAME);
  }

  @AfterAll
  final void closeDatabase() {
    try (place) {
      database.close();
    }
  }
}
