package dev.millrace.features.export.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.features.dataset.DatasetRequest;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.dataset.Violation;
import dev.millrace.features.export.Export;
import dev.millrace.features.export.ExportOrder;
import dev.millrace.features.export.Progress;
import dev.millrace.features.testkit.DatabaseContract;
import dev.millrace.features.testkit.TestDatabase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of exports that were accepted, whatever the database is. */
abstract class ExportTableContract extends DatabaseContract {

  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final Progress.Completed COMPLETED =
      new Progress.Completed(new Progress.File("s3://b/datasets/1.parquet", "1", 7), 2, 30, AT);

  private String run = "";
  private ExportTable table;

  ExportTableContract(TestDatabase place) {
    super(place);
  }

  @BeforeEach
  void makeAllOfOthers() {
    run = Long.toString(System.nanoTime(), 36);
    table = new ExportTable(database.jdbi());
    boolean others = true;
    while (others) {
      others = table.work(_ -> COMPLETED);
    }
  }

  @Test
  void theOldestIsMadeFirstAndOnlyOnce() {
    Export first = table.accept(order("first"));
    Export second = table.accept(order("second"));

    List<String> made = new ArrayList<>();
    while (table.work(export -> noted(made, export))) {
      assertThat(made).isNotEmpty();
    }

    assertThat(made).containsExactly(id("first"), id("second"));
    assertThat(table.find(id("first")))
        .contains(new Export(first.number(), first.order(), COMPLETED));
    assertThat(table.newest(run, Long.MAX_VALUE, 5))
        .extracting(Export::number)
        .containsExactly(second.number(), first.number());
  }

  @Test
  void whoIsAtOneHasTheOthersTakeTheNext() {
    table.accept(order("first"));
    table.accept(order("second"));
    List<String> made = new ArrayList<>();

    table.work(
        mine -> {
          assertThat(table.work(theirs -> noted(made, theirs))).isTrue();
          assertThat(table.work(theirs -> noted(made, theirs))).as("both are taken").isFalse();
          return noted(made, mine);
        });

    assertThat(made).containsExactly(id("second"), id("first"));
  }

  @Test
  void oneThatAProcessDiedOverIsTakenAgain() {
    Export export = table.accept(order("first"));

    assertThatThrownBy(
            () ->
                table.work(
                    mine -> {
                      table.running(mine.number(), 10, 30);
                      throw new IllegalStateException("killed");
                    }))
        .hasMessage("killed");
    assertThat(table.find(id("first")).orElseThrow().progress())
        .isEqualTo(new Progress.Running(10, OptionalLong.of(30)));

    assertThat(table.work(_ -> COMPLETED)).isTrue();
    assertThat(table.find(id("first")))
        .contains(new Export(export.number(), export.order(), COMPLETED));
  }

  @Test
  void everyEndIsKeptAsItWas() {
    List<Progress> ends =
        List.of(
            COMPLETED,
            new Progress.Refused(List.of(new Violation("config.series", "rule", "'α'")), AT),
            new Progress.Failed("an index is out of bounds", AT));
    for (Progress end : ends) {
      table.accept(order(end.word()));
      table.work(_ -> end);

      assertThat(table.find(id(end.word())).orElseThrow().progress()).isEqualTo(end);
    }
  }

  private static Progress noted(List<String> made, Export export) {
    made.add(export.order().id());
    return COMPLETED;
  }

  private ExportOrder order(String name) {
    DatasetRequest dataset =
        new DatasetRequest(
            run, "forecast_basic", List.of("a", "b"), "v", 24, TimeRange.ALL, AT, 0.2, 0.1);
    return new ExportOrder(id(name), Optional.empty(), dataset, AT);
  }

  private String id(String name) {
    return run + "-" + name;
  }
}
