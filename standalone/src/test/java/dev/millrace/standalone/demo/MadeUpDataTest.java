package dev.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.standalone.demo.MadeUpData.Label;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MadeUpDataTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int DAYS = 366;

  static Stream<LongFunction<MadeUpData>> kinds() {
    return Stream.of(
        seed -> new UtilityLoad(seed, START, 30),
        seed -> new RetailSales(seed, START, 30),
        seed -> new FaultyMachines(seed, START, 30));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void isTheSameForASeedAndAnotherForAnother(LongFunction<MadeUpData> kind) {
    MadeUpData data = kind.apply(7);

    assertThat(data.rows().toList())
        .isEqualTo(data.rows().toList())
        .isEqualTo(kind.apply(7).rows().toList())
        .isNotEqualTo(kind.apply(8).rows().toList());
    assertThat(data.labels()).isEqualTo(kind.apply(7).labels());
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void hasACellForEveryColumn(LongFunction<MadeUpData> kind) {
    MadeUpData data = kind.apply(1);

    assertThat(data.rows()).allMatch(row -> cells(row).size() == data.header().size());
  }

  @Test
  void sellsNothingWhenTheShopIsClosed() {
    assertThat(sales())
        .filteredOn(
            row -> LocalDate.parse(row.getFirst()).getDayOfWeek() == java.time.DayOfWeek.SUNDAY)
        .isNotEmpty()
        .allMatch(row -> row.get(2).equals("0"));
    assertThat(sales())
        .filteredOn(row -> row.getFirst().equals("2024-12-25"))
        .hasSize(40)
        .allMatch(row -> row.get(2).equals("0"));
  }

  @Test
  void sellsSomeProductsNearlyEveryDayAndOthersSeldom() {
    Map<String, Double> zeros =
        sales().stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.get(1),
                    Collectors.averagingDouble(row -> row.get(2).equals("0") ? 1 : 0)));

    assertThat(zeros).hasSize(40);
    assertThat(zeros.get("P001")).isBetween(0.15, 0.3);
    assertThat(zeros.get("P004")).isBetween(0.85, 0.99);
  }

  @Test
  void sellsMoreForLess() {
    double promoted = averagePieces("1");
    double ordinary = averagePieces("0");

    assertThat(promoted).isGreaterThan(1.3 * ordinary);
    assertThat(sales())
        .filteredOn(row -> row.get(1).equals("P001"))
        .extracting(row -> row.get(3))
        .containsOnly(sales().getFirst().get(3), cheaper());
  }

  private static double averagePieces(String promotion) {
    return sales().stream()
        .filter(row -> row.get(4).equals(promotion))
        .mapToInt(row -> Integer.parseInt(row.get(2)))
        .average()
        .orElseThrow();
  }

  private static String cheaper() {
    double price =
        sales().stream()
            .filter(row -> row.get(1).equals("P001") && row.get(4).equals("0"))
            .mapToDouble(row -> Double.parseDouble(row.get(3)))
            .findFirst()
            .orElseThrow();
    return String.valueOf(Math.round(price * 80) / 100.0);
  }

  @Test
  void labelsWhatIsWrongAndLeavesTheFirstFifthClean() {
    FaultyMachines machines = new FaultyMachines(3, START, 60);
    Map<String, List<Label>> bySeries =
        machines.labels().stream().collect(Collectors.groupingBy(Label::series));

    assertThat(bySeries).hasSize(4);
    assertThat(machines.labels())
        .allMatch(label -> !label.from().isBefore(START.plusSeconds(12 * 86_400)))
        .allMatch(label -> !label.until().isBefore(label.from()))
        .extracting(Label::kind)
        .contains("spike", "shift", "drift", "stuck", "noise");
    bySeries
        .values()
        .forEach(
            labels -> {
              for (int i = 1; i < labels.size(); i++) {
                assertThat(labels.get(i).from()).isAfter(labels.get(i - 1).until());
              }
            });
  }

  @Test
  void repeatsTheLastValueWhereASensorIsStuck() {
    FaultyMachines machines = new FaultyMachines(3, START, 60);
    Label stuck =
        machines.labels().stream().filter(l -> l.kind().equals("stuck")).findFirst().orElseThrow();

    assertThat(
            machines
                .rows()
                .map(MadeUpDataTest::cells)
                .filter(row -> row.get(1).equals(stuck.series()))
                .filter(row -> !Instant.parse(row.getFirst()).isBefore(stuck.from()))
                .filter(row -> !Instant.parse(row.getFirst()).isAfter(stuck.until()))
                .map(row -> row.get(2))
                .distinct())
        .hasSize(1);
  }

  private static List<List<String>> sales() {
    return new RetailSales(5, START, DAYS).rows().map(MadeUpDataTest::cells).toList();
  }

  private static List<String> cells(String row) {
    return List.of(row.split(",", -1));
  }
}
