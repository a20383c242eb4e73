package dev.millrace.intake.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.intake.request.Dimension;
import dev.millrace.intake.request.Scalar;
import dev.millrace.platform.web.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads search spaces from JSON. */
final class SpaceReader {

  private SpaceReader() {}

  static Map<String, Dimension> read(Fields fields) {
    Map<String, Dimension> space = new TreeMap<>();
    for (String name : fields.names()) {
      JsonNode node = fields.get(name);
      Optional<Scalar> fixed = Scalars.of(node);
      if (fixed.isPresent()) {
        space.put(name, Dimension.fixed(fixed.get()));
      } else if (node.isObject()) {
        space.put(name, dimension(fields.object(name)));
      } else {
        fields.refuse(
            name, node, "must be a value, or an object that describes a range or choices");
      }
    }
    return space;
  }

  private static Dimension dimension(Fields fields) {
    Dimension dimension =
        new Dimension(
            fields.text("type", ""),
            fields.realOrNull("low"),
            fields.realOrNull("high"),
            fields.flag("log", false),
            fields.realOrNull("step"),
            Scalars.list(fields, "choices"),
            Scalars.one(fields, "value").orElse(null),
            when(fields.object("when")));
    fields.refuseOthers();
    return dimension;
  }

  /** The other parameters' values; a single one needs no list. */
  private static Map<String, List<Scalar>> when(Fields fields) {
    Map<String, List<Scalar>> when = new TreeMap<>();
    for (String parent : fields.names()) {
      Optional<Scalar> only = Scalars.of(fields.get(parent));
      when.put(parent, only.map(List::of).orElseGet(() -> Scalars.list(fields, parent)));
    }
    return when;
  }
}
