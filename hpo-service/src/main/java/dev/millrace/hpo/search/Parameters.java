package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The hyperparameters of one trial, by name and in the order of their names. Packed, since a study
 * may remember a million of them: names and kinds are shared, numbers are kept as bits.
 */
public final class Parameters {

  private static final String[] NO_TEXTS = {};

  public static final Parameters NONE = of(Map.of());

  private final ParameterForm form;

  /** Whole numbers and flags as such, real ones as IEEE 754, texts as indexes. */
  private final long[] bits;

  private final String[] texts;

  private Parameters(ParameterForm form, long[] bits, String[] texts) {
    this.form = form;
    this.bits = bits;
    this.texts = texts;
  }

  public static Parameters of(Map<String, Value> values) {
    SortedMap<String, Value> sorted = new TreeMap<>(values);
    long[] bits = new long[sorted.size()];
    String[] texts = NO_TEXTS;
    int index = 0;
    for (Value value : sorted.values()) {
      switch (value) {
        case Value.Whole(long number) -> bits[index] = number;
        case Value.Real(double number) -> bits[index] = Double.doubleToLongBits(number);
        case Value.Flag(boolean flag) -> bits[index] = flag ? 1 : 0;
        case Value.Text(String text) -> {
          bits[index] = texts.length;
          texts = Arrays.copyOf(texts, texts.length + 1);
          texts[texts.length - 1] = text;
        }
      }
      index++;
    }
    return new Parameters(ParameterForm.of(sorted), bits, texts);
  }

  public Optional<Value> get(String name) {
    int index = form.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(value(index));
  }

  public int size() {
    return bits.length;
  }

  /** The names in their order. */
  public List<String> names() {
    return form.names();
  }

  public void forEach(BiConsumer<String, Value> action) {
    for (int i = 0; i < bits.length; i++) {
      action.accept(form.name(i), value(i));
    }
  }

  public NavigableMap<String, Value> values() {
    NavigableMap<String, Value> values = new TreeMap<>();
    forEach(values::put);
    return Collections.unmodifiableNavigableMap(values);
  }

  private Value value(int index) {
    return switch (form.kind(index)) {
      case WHOLE -> new Value.Whole(bits[index]);
      case REAL -> new Value.Real(Double.longBitsToDouble(bits[index]));
      case FLAG -> new Value.Flag(bits[index] == 1);
      case TEXT -> new Value.Text(texts[(int) bits[index]]);
    };
  }

  /** The same parameters, sharing names, kinds and texts with equal ones met before. */
  Parameters sharing(SharedParts shared) {
    return new Parameters(shared.form(form), bits, shared.texts(texts));
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Parameters other
        && Arrays.equals(bits, other.bits)
        && form.equals(other.form)
        && Arrays.equals(texts, other.texts);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * form.hashCode() + Arrays.hashCode(bits)) + Arrays.hashCode(texts);
  }

  @Override
  public String toString() {
    return values().toString();
  }
}
