package dev.millrace.intake.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SeriesModelsTest {

  @ParameterizedTest
  @CsvSource({
    "product_07, sales.product_07",
    "north-1, sales.north-1",
    "EUR/USD, sales.EUR.2FUSD",
    "a.b, sales.a.2Eb",
    "milk & honey, sales.milk.20.26.20honey",
    "Käse, sales.K.C3.A4se",
  })
  void aSeriesStandsBehindItsModelInCharactersThatAModelMayHave(String series, String name) {
    assertThat(SeriesModels.name("sales", series)).isEqualTo(name);
  }

  @Test
  void namesThatAreTooLongAreCutBetweenCharactersAndStillDiffer() {
    String model = "m".repeat(SeriesModels.LONGEST_MODEL_NAME);
    List<String> names =
        List.of("k".repeat(40), "k".repeat(41), "ä".repeat(20), "ä".repeat(21)).stream()
            .map(series -> SeriesModels.name(model, series))
            .toList();

    assertThat(names).doesNotHaveDuplicates();
    assertThat(names)
        .allSatisfy(name -> assertThat(name).matches("[A-Za-z0-9_.-]{1,128}"))
        .allSatisfy(name -> assertThat(name).matches(".*\\.x[0-9a-f]{16}"));
    assertThat(names.get(2)).contains(".C3.A4.x");
  }
}
