package dev.millrace.platform.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object, read strictly. What breaks a rule is complained of and then read as
 * if it were absent; so is null. What nobody has asked for is unknown. The complaints about an
 * object and the objects inside it are told together.
 */
public final class Fields {

  /** A complaint shows the beginning of a long value; the rest says nothing more. */
  private static final int LONGEST_VALUE = 80;

  private final String path;
  private final JsonNode object;
  private final List<Violation> complaints;
  private final SortedSet<String> asked = new TreeSet<>();

  private Fields(String path, JsonNode object, List<Violation> complaints) {
    this.path = path;
    this.object = object;
    this.complaints = complaints;
  }

  /** The fields of a whole body. */
  public static Fields of(ObjectNode body) {
    return new Fields("", body, new ArrayList<>());
  }

  /** A text that must be there and not blank; empty when it was complained of. */
  public String text(String name) {
    if (!has(name)) {
      complain(name, "must be given", pathOf(name) + " is missing");
    }
    return optionalText(name).orElse("");
  }

  /** A text that may be absent, but not blank. */
  public Optional<String> optionalText(String name) {
    JsonNode node = get(name);
    return isText(name, node) ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** A text, blank or not. */
  public String text(String name, String absent) {
    JsonNode node = get(name);
    return is(node.isTextual(), name, node, "a string") ? node.textValue() : absent;
  }

  public long whole(String name, long absent) {
    JsonNode node = get(name);
    boolean fits = node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToLong();
    return is(fits, name, node, "a whole number") ? node.longValue() : absent;
  }

  /** A whole number within bounds, both inclusive. */
  public int whole(String name, int absent, int least, int most) {
    JsonNode node = get(name);
    boolean fits =
        node.isNumber()
            && node.canConvertToExactIntegral()
            && node.canConvertToInt()
            && node.intValue() >= least
            && node.intValue() <= most;
    String type = "a whole number from %d to %d".formatted(least, most);
    return is(fits, name, node, type) ? node.intValue() : absent;
  }

  public double real(String name, double absent) {
    Double real = realOrNull(name);
    return real == null ? absent : real;
  }

  public @Nullable Double realOrNull(String name) {
    JsonNode node = get(name);
    return is(node.isNumber(), name, node, "a number") ? node.doubleValue() : null;
  }

  public boolean flag(String name, boolean absent) {
    JsonNode node = get(name);
    return is(node.isBoolean(), name, node, "true or false") ? node.booleanValue() : absent;
  }

  /** An instant as {@link IsoTime} reads it. */
  public Optional<Instant> instant(String name) {
    JsonNode node = get(name);
    if (is(node.isTextual(), name, node, IsoTime.EXPECTED)) {
      try {
        return Optional.of(IsoTime.parse(node.textValue()));
      } catch (DateTimeException _) {
        refuse(name, node, "must be " + IsoTime.EXPECTED);
      }
    }
    return Optional.empty();
  }

  /** Texts, blank or not, none when they are absent; what is no text is left away. */
  public List<String> texts(String name) {
    JsonNode node = get(name);
    List<String> texts = new ArrayList<>();
    if (is(node.isArray(), name, node, "a list of strings")) {
      for (int i = 0; i < node.size(); i++) {
        if (is(node.get(i).isTextual(), at(name, i), node.get(i), "a string")) {
          texts.add(node.get(i).textValue());
        }
      }
    }
    return texts;
  }

  /** Numbers, none when they are absent; what is no number is left away. */
  public List<Double> reals(String name) {
    JsonNode node = get(name);
    List<Double> reals = new ArrayList<>();
    if (is(node.isArray(), name, node, "a list of numbers")) {
      for (int i = 0; i < node.size(); i++) {
        if (is(node.get(i).isNumber(), at(name, i), node.get(i), "a number")) {
          reals.add(node.get(i).doubleValue());
        }
      }
    }
    return reals;
  }

  /** One to so many texts, none of them blank; what is none is left away. */
  public List<String> texts(String name, int most) {
    JsonNode node = get(name);
    if (!node.isArray() || node.isEmpty() || node.size() > most) {
      String field = pathOf(name);
      complain(
          name,
          "must be a list of 1 to %d strings".formatted(most),
          node.isArray()
              ? "%s has %d elements".formatted(field, node.size())
              : field + (node.isMissingNode() ? " is missing" : " is no list"));
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      if (isText(at(name, i), node.get(i))) {
        texts.add(node.get(i).textValue());
      }
    }
    return texts;
  }

  /** The fields of an object inside a list. */
  public Fields element(String name, int index) {
    return inside(at(name, index), get(name).path(index));
  }

  /** The fields of an object inside this one; none when it is absent. */
  public Fields object(String name) {
    return inside(name, get(name));
  }

  private Fields inside(String name, JsonNode node) {
    boolean fits = is(node.isObject(), name, node, "an object");
    return new Fields(pathOf(name), fits ? node : MissingNode.getInstance(), complaints);
  }

  /** The value as it is; missing when it is absent or null. */
  public JsonNode get(String name) {
    asked.add(name);
    JsonNode node = object.path(name);
    return node.isNull() ? MissingNode.getInstance() : node;
  }

  public boolean has(String name) {
    return !get(name).isMissingNode();
  }

  public List<String> names() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Complains of every field that nobody has asked for. */
  public void refuseOthers() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        complain(
            name,
            "is unknown",
            "there is no field %s; known are %s".formatted(pathOf(name), String.join(", ", asked)));
      }
    }
  }

  /** Complains of a value that breaks a rule, unless it is absent; says whether it keeps it. */
  public boolean is(boolean fits, String name, JsonNode node, String type) {
    if (!fits && !node.isMissingNode()) {
      refuse(name, node, "must be " + type);
    }
    return fits;
  }

  /** Complains of a value that breaks a rule. */
  public void refuse(String name, JsonNode node, String rule) {
    complain(name, rule, "%s %s, got %s".formatted(pathOf(name), rule, shortened(node)));
  }

  /** Complains in other words. */
  public void complain(String name, String rule, String message) {
    complaints.add(new Violation(pathOf(name), rule, message));
  }

  /** What was complained of up to now. */
  public List<Violation> complaints() {
    return List.copyOf(complaints);
  }

  /** Throws the problem with all that was complained of, unless there is none. */
  public void refuseIfWrong() {
    if (!complaints.isEmpty()) {
      throw ProblemException.invalid(complaints);
    }
  }

  private boolean isText(String name, JsonNode node) {
    boolean fits = node.isTextual() && !node.textValue().isBlank();
    return is(fits, name, node, "a string that is not blank");
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String at(String name, int index) {
    return "%s[%d]".formatted(name, index);
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
  }
}
