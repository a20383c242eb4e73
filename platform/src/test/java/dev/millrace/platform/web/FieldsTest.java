package dev.millrace.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FieldsTest {

  private static Fields fields(String body) {
    return JsonBody.fields(body.getBytes(StandardCharsets.UTF_8));
  }

  /** What is complained of when the body is read so. */
  private static List<Violation> complaints(String body, Consumer<Fields> reader) {
    Fields fields = fields(body);
    reader.accept(fields);
    return fields.complaints();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "7", "null", "{", "{\"a\":1,\"a\":2}", "{} {}", "{\"a\":NaN}", "\u0000"})
  void whatIsNoJsonObjectIsRefused(String body) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, () -> fields(body));

    assertThat(problem.status().getCode()).isEqualTo(400);
    assertThat(problem.violations()).hasSize(1);
  }

  @Test
  void noBodyAtAllIsRefused() {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> JsonBody.fields(null));

    assertThat(problem).hasMessage("the body is empty");
  }

  @Test
  void aSlipInTheJsonIsShown() {
    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> fields("{\"a\": 1,\n oops}"));

    assertThat(problem).hasMessageContaining("(line 2, column 2)");
  }

  @Test
  void readsWhatKeepsTheRules() {
    Fields fields =
        fields(
            """
            {"text": "a", "blank": " ", "whole": 7.0, "real": 0.5, "flag": true, "texts": ["x", "y"],
             "nothing": null, "inner": {"real": 1}, "list": [{"real": 2}]}
            """);

    assertThat(fields.text("text")).isEqualTo("a");
    assertThat(fields.text("blank", "default")).isEqualTo(" ");
    assertThat(fields.whole("whole", 1)).isEqualTo(7);
    assertThat(fields.whole("whole", 1, 7, 7)).isEqualTo(7);
    assertThat(fields.real("real", 1)).isEqualTo(0.5);
    assertThat(fields.flag("flag", false)).isTrue();
    assertThat(fields.texts("texts")).containsExactly("x", "y");
    assertThat(fields.texts("texts", 2)).containsExactly("x", "y");
    assertThat(fields.has("nothing")).isFalse();
    assertThat(fields.object("inner").realOrNull("real")).isEqualTo(1);
    assertThat(fields.element("list", 0).realOrNull("real")).isEqualTo(2);
    fields.refuseOthers();
    fields.refuseIfWrong();
    assertThat(fields.complaints()).isEmpty();
  }

  @Test
  void whatIsAbsentOrNullHasItsDefault() {
    Fields fields = fields("{\"whole\": null}");

    assertThat(fields.text("text", "default")).isEqualTo("default");
    assertThat(fields.optionalText("text")).isEmpty();
    assertThat(fields.whole("whole", 3)).isEqualTo(3);
    assertThat(fields.whole("whole", 3, 5, 9)).isEqualTo(3);
    assertThat(fields.real("real", 2)).isEqualTo(2);
    assertThat(fields.realOrNull("real")).isNull();
    assertThat(fields.flag("flag", true)).isTrue();
    assertThat(fields.instant("instant")).isEmpty();
    assertThat(fields.texts("texts")).isEmpty();
    assertThat(fields.object("inner").names()).isEmpty();
    assertThat(fields.complaints()).isEmpty();
  }

  @Test
  void whatMustBeThereIsMissed() {
    assertThat(
            complaints(
                "{\"name\": null}",
                fields -> {
                  String _ = fields.text("name");
                  List<String> _ = fields.texts("series", 3);
                }))
        .containsExactly(
            new Violation("name", "must be given", "name is missing"),
            new Violation("series", "must be a list of 1 to 3 strings", "series is missing"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "7|must be a string that is not blank, got 7",
        "\" \"|must be a string that is not blank, got \" \"",
        "{}|must be a string that is not blank, got {}"
      })
  void aTextThatIsNoneIsRefused(String value, String complaint) {
    assertThat(complaints("{\"name\": " + value + "}", fields -> fields.text("name")))
        .extracting(Violation::message)
        .containsExactly("name " + complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "10", "1.5", "\"3\"", "99999999999999999999", "[3]"})
  void aWholeNumberKeepsItsBounds(String value) {
    assertThat(complaints("{\"n\": " + value + "}", fields -> fields.whole("n", 1, 1, 9)))
        .containsExactly(
            new Violation(
                "n",
                "must be a whole number from 1 to 9",
                "n must be a whole number from 1 to 9, got " + value));
  }

  @Test
  void everyElementOfAListIsLookedAt() {
    assertThat(complaints("{\"s\": [\"a\", 7, \"\"]}", fields -> fields.texts("s", 9)))
        .extracting(Violation::field)
        .containsExactly("s[1]", "s[2]");
    assertThat(complaints("{\"s\": [\"a\", 7, \"\"]}", fields -> fields.texts("s")))
        .extracting(Violation::field)
        .containsExactly("s[1]");
    assertThat(complaints("{\"s\": [\"a\", \"b\"]}", fields -> fields.texts("s", 1)))
        .extracting(Violation::message)
        .containsExactly("s has 2 elements");
  }

  @ParameterizedTest
  @CsvSource({
    "2025-01-31, 2025-01-31T00:00:00Z",
    "2025-01-31T08:00, 2025-01-31T08:00:00Z",
    "2025-01-31T08:00:00, 2025-01-31T08:00:00Z",
    "2025-01-31T08:00:00+02:00, 2025-01-31T06:00:00Z",
    "2025-01-31T08:00:00.123456Z, 2025-01-31T08:00:00.123Z",
    "0001-01-01, 0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59.9999, 9999-12-31T23:59:59.999Z"
  })
  void aTimeWithoutAZoneIsInUtc(String text, Instant meant) {
    assertThat(fields("{\"at\": \"" + text + "\"}").instant("at")).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"\"",
        "1735689600",
        "\"2025-02-29\"",
        "\"2025-01-31T25:00:00Z\"",
        "\"2025-01-31T08:00:00 Europe/Berlin\"",
        "\"+12025-01-01\"",
        "\"0000-12-31\""
      })
  void whatIsNoDateIsRefused(String value) {
    assertThat(complaints("{\"at\": " + value + "}", fields -> fields.instant("at")))
        .containsExactly(
            new Violation(
                "at",
                "must be an ISO-8601 date such as 2025-01-31 or 2025-01-31T08:00:00Z",
                "at must be an ISO-8601 date such as 2025-01-31 or 2025-01-31T08:00:00Z, got "
                    + value));
  }

  @Test
  void aComplaintNamesThePathOfItsField() {
    assertThat(
            complaints(
                "{\"a\": {\"b\": [{\"c\": 1}, 2]}}",
                fields -> {
                  Fields inner = fields.object("a");
                  String _ = inner.element("b", 0).text("c", "");
                  Fields _ = inner.element("b", 1);
                }))
        .extracting(Violation::field)
        .containsExactly("a.b[0].c", "a.b[1]");
  }

  @Test
  void whatNobodyAskedForIsUnknown() {
    assertThat(
            complaints(
                "{\"serie\": \"s\"}",
                fields -> {
                  List<String> _ = fields.texts("series");
                  boolean _ = fields.flag("all", false);
                  fields.refuseOthers();
                }))
        .containsExactly(
            new Violation("serie", "is unknown", "there is no field serie; known are all, series"));
  }

  @Test
  void aLongValueIsShownByItsBeginning() {
    String body = "{\"n\": \"" + "x".repeat(1 << 20) + "\"}";

    assertThat(complaints(body, fields -> fields.whole("n", 1)))
        .singleElement()
        .satisfies(violation -> assertThat(violation.message()).hasSizeLessThan(200));
  }
}
