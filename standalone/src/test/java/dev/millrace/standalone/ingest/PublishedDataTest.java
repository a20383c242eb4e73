package dev.millrace.standalone.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.millrace.standalone.csv.FileRequest;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.MeasurementRows;
import dev.millrace.standalone.csv.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Data that others have published, beside the project; every count is of another program. */
final class PublishedDataTest {

  private static final Logger LOG = LoggerFactory.getLogger(PublishedDataTest.class);

  private static final Path FOLDER =
      Path.of(System.getenv().getOrDefault("MILLRACE_TEST_DATA", "../../shared/data"));

  @BeforeAll
  static void requireTheFolder() {
    if (!Files.isDirectory(FOLDER)) {
      String why =
          "NOT TESTED on published data: there is no folder %s; name it in MILLRACE_TEST_DATA"
              .formatted(FOLDER.toAbsolutePath().normalize());
      LOG.atWarn().log(why);
      assumeTrue(false, why);
    }
  }

  @Test
  void readsTheHoursOfATransformer() throws Exception {
    MeasurementFile file = open("ETTh1.csv");
    Content content = Content.of(file);

    assertThat(file.describe())
        .isEqualTo(
            "reading date as time (yyyy-MM-dd HH:mm:ss, taken as Z), HUFL, HULL, MUFL, MULL, LUFL,"
                + " LULL, OT as variables; UTF-8, fields parted by commas");
    assertThat(content.rows).isEqualTo(17_420);
    assertThat(content.refused).isZero();
    assertThat(content.series).containsExactly("ETTh1.csv");
    assertThat(content.first).isEqualTo("2016-07-01T00:00:00Z");
    assertThat(content.last).isEqualTo("2018-06-26T19:00:00Z");
    assertThat(content.counts.values()).hasSize(7).containsOnly(17_420);
    assertThat(content.sums.get("OT")).isCloseTo(232_115.779096, within(1e-5));
    assertThat(content.sums.get("HUFL")).isCloseTo(128_474.962013, within(1e-5));
  }

  @Test
  void readsTheDaysOfFortyProducts() throws Exception {
    MeasurementFile file = open("retail_daily.csv");
    Content content = Content.of(file);

    assertThat(file.describe())
        .isEqualTo(
            "reading date as time (yyyy-MM-dd, taken as Z), product as series, quantity, orders,"
                + " unit_price as variables; not sent: description (text);"
                + " UTF-8, fields parted by commas");
    assertThat(content.rows).isEqualTo(14_960);
    assertThat(content.refused).isZero();
    assertThat(content.series).hasSize(40).contains("16161U", "90200A");
    assertThat(content.first).isEqualTo("2010-12-01T00:00:00Z");
    assertThat(content.last).isEqualTo("2011-12-09T00:00:00Z");
    assertThat(content.counts)
        .containsEntry("quantity", 14_960)
        .containsEntry("orders", 14_960)
        .containsEntry("unit_price", 6_925);
    assertThat(content.sums.get("quantity")).isEqualTo(253_970);
    assertThat(content.sums.get("unit_price")).isCloseTo(15_396.248, within(1e-6));
  }

  @Test
  void readsTheIrregularTimesOfARoad() throws Exception {
    MeasurementFile file = open("nab/realTraffic/speed_7578.csv");
    Content content = Content.of(file);

    assertThat(file.describe())
        .startsWith(
            "reading timestamp as time (yyyy-MM-dd HH:mm:ss, taken as Z), value as variable;");
    assertThat(content.rows).isEqualTo(1_127);
    assertThat(content.refused).isZero();
    assertThat(content.first).isEqualTo("2015-09-08T11:39:00Z");
    assertThat(content.last).isEqualTo("2015-09-17T14:05:00Z");
    assertThat(content.sums).containsExactly(Map.entry("value", 72_183.0));
  }

  private static MeasurementFile open(String name) throws Exception {
    Path file = FOLDER.resolve(name);
    return DataFile.open(
        file, FileRequest.guessing(ZoneOffset.UTC, String.valueOf(file.getFileName())));
  }

  /** What stands in a file. */
  private static final class Content {
    private final SortedSet<String> series = new TreeSet<>();
    private final SortedMap<String, Integer> counts = new TreeMap<>();
    private final SortedMap<String, Double> sums = new TreeMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private int rows;
    private int refused;

    static Content of(MeasurementFile file) throws Exception {
      Content content = new Content();
      try (MeasurementRows rows = file.rows()) {
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
          content.add(row.get());
        }
      }
      return content;
    }

    private void add(Row row) {
      rows++;
      switch (row) {
        case Row.Values values -> {
          series.add(values.series());
          first = values.observedAt().isBefore(first) ? values.observedAt() : first;
          last = values.observedAt().isAfter(last) ? values.observedAt() : last;
          values
              .values()
              .forEach(
                  value -> {
                    counts.merge(value.variable(), 1, Integer::sum);
                    sums.merge(value.variable(), value.value(), Double::sum);
                  });
        }
        case Row.Refused _, Row.OfAnotherSeries _ -> refused++;
      }
    }
  }
}
