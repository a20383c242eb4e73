package dev.millrace.hpo.codec;

import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters as Avro maps of long, double, string and boolean. */
final class ParameterCodec {

  private ParameterCodec() {}

  static SortedMap<String, Object> toAvro(Parameters parameters) {
    SortedMap<String, Object> values = new TreeMap<>();
    parameters.forEach((name, value) -> values.put(name, toAvro(value)));
    return values;
  }

  static Parameters fromAvro(Map<String, Object> values) {
    Map<String, Value> parameters = new HashMap<>();
    values.forEach((name, value) -> parameters.put(name, fromAvro(value)));
    return Parameters.of(parameters);
  }

  static Value fromAvro(@Nullable Object value) {
    return switch (value) {
      case Long number -> new Value.Whole(number);
      case Double number -> new Value.Real(number);
      case Boolean flag -> new Value.Flag(flag);
      case CharSequence text -> new Value.Text(text.toString());
      case null, default ->
          throw new IllegalArgumentException("a parameter must have a value, got " + value);
    };
  }

  private static Object toAvro(Value value) {
    return switch (value) {
      case Value.Whole(long number) -> number;
      case Value.Real(double number) -> number;
      case Value.Text(String text) -> text;
      case Value.Flag(boolean flag) -> flag;
    };
  }
}
