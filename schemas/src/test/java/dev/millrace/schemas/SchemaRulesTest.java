package dev.millrace.schemas;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every schema keeps: identity, defaults, and documentation that a stranger can work with. */
class SchemaRulesTest {
  private static final Map<String, String> UNIT_BY_SUFFIX =
      Map.of(
          "_seconds", "second",
          "_ms", "millisecond",
          "_bytes", "byte",
          "_share", "0 to 1");

  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyEventSaysWhichWhenAndWhose(Topic<?> topic) {
    List<Field> fields = topic.schema().getFields();

    assertThat(fields.stream().map(Field::name)).startsWith("event_id", "occurred_at", "tenant_id");
    assertThat(fields.get(0).schema().getType()).isEqualTo(Schema.Type.STRING);
    assertThat(fields.get(1).schema().getLogicalType()).isEqualTo(LogicalTypes.timestampMillis());
    assertThat(fields.get(2).schema().getType()).isEqualTo(Schema.Type.STRING);
  }

  @Test
  void everyFieldHasADefault() {
    assertThat(fieldsThat(field -> !field.hasDefaultValue())).isEmpty();
  }

  @Test
  void everyEnumReadsASymbolItDoesNotKnowAsUnknown() {
    assertThat(types(Schema.Type.ENUM))
        .isNotEmpty()
        .allSatisfy(
            type -> {
              assertThat(type.getEnumSymbols()).startsWith("UNKNOWN");
              assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN");
            });
  }

  @Test
  void everyTypeAndEveryFieldIsDocumentedInASentence() {
    assertThat(Stream.concat(types(Schema.Type.RECORD).stream(), types(Schema.Type.ENUM).stream()))
        .allSatisfy(type -> assertThat(type.getDoc()).as(type.getName()).endsWith("."));
    assertThat(fieldsThat(field -> field.doc() == null || !field.doc().matches("\\S.*\\.")))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyEventSaysWhoWritesIt(Topic<?> topic) {
    Schema event = topic.schema();

    boolean theEventSays = event.getDoc().matches("(?s).*\\b([Ww]ritten by|write)\\b.*");
    boolean everyFieldSays = event.getFields().stream().allMatch(f -> f.doc().contains("et by"));

    assertThat(theEventSays || everyFieldSays).isTrue();
  }

  @Test
  void everyInstantSaysThatItIsUtc() {
    assertThat(fieldsThat(SchemaRulesTest::isInstant)).isNotEmpty();
    assertThat(fieldsThat(field -> isInstant(field) && !field.doc().contains("UTC"))).isEmpty();
  }

  @Test
  void everyFieldWithAUnitInItsNameExplainsTheUnit() {
    UNIT_BY_SUFFIX.forEach(
        (suffix, unit) -> {
          assertThat(fieldsThat(field -> isNumber(field) && field.name().endsWith(suffix)))
              .as(suffix)
              .isNotEmpty();
          assertThat(
                  fieldsThat(
                      field ->
                          isNumber(field)
                              && field.name().endsWith(suffix)
                              && !field.doc().toLowerCase(ROOT).contains(unit)))
              .as("without " + unit)
              .isEmpty();
        });
  }

  private static boolean isNumber(Field field) {
    return switch (field.schema().getType()) {
      case INT, LONG, FLOAT, DOUBLE -> true;
      default -> false;
    };
  }

  private static boolean isInstant(Field field) {
    Schema schema = field.schema();
    return (schema.isUnion() ? schema.getTypes() : List.of(schema))
        .stream().anyMatch(type -> type.getLogicalType() != null);
  }

  private static List<Schema> types(Schema.Type kind) {
    return topics()
        .flatMap(topic -> Contract.namedTypesOf(topic.schema()).values().stream())
        .filter(type -> type.getType() == kind)
        .distinct()
        .toList();
  }

  /** Names of all fields of all types that are as asked, as Type.field. */
  private static List<String> fieldsThat(Predicate<Field> asked) {
    return types(Schema.Type.RECORD).stream()
        .flatMap(
            type ->
                type.getFields().stream()
                    .filter(asked)
                    .map(field -> type.getName() + "." + field.name()))
        .toList();
  }
}
