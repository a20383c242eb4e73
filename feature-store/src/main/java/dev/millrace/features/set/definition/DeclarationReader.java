package dev.millrace.features.set.definition;

import dev.millrace.features.set.CalendarField;
import dev.millrace.features.set.Declaration;
import dev.millrace.features.set.HolidayField;
import dev.millrace.features.set.Input;
import dev.millrace.features.set.Knowledge;
import dev.millrace.features.set.Selection;
import dev.millrace.features.set.Span;
import dev.millrace.features.set.Statistic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads the features of a definition. */
final class DeclarationReader {

  /**
   * A tenth of a window may be missing: else one lost hour would cost a whole week of rows, and a
   * series with an outage a week would have none.
   */
  private static final double MINIMUM_SHARE = 0.9;

  private static final Set<String> KINDS =
      Set.of("lag", "difference", "rolling", "ewm", "known_ahead", "calendar", "holidays");
  private static final String FROM_STEP = "from_step";
  private static final String MISSING = "missing";
  private static final List<String> SOURCE =
      List.of("of", "series", "optional", MISSING, FROM_STEP);

  private DeclarationReader() {}

  static List<Declaration> read(List<Node> nodes) {
    List<Declaration> declarations = new ArrayList<>();
    for (Node node : nodes) {
      node.oneOf(KINDS)
          .flatMap(kind -> read(node, kind))
          .map(
              declared ->
                  new Declaration.Conditional(declared, shortestStep(node), node.allows(MISSING)))
          .ifPresent(declarations::add);
    }
    return declarations;
  }

  private static Duration shortestStep(Node node) {
    if (!node.has(FROM_STEP)) {
      return Duration.ZERO;
    }
    Optional<Span> span = node.text(FROM_STEP).flatMap(Span::parse);
    if (span.isPresent() && span.get() instanceof Span.Time(var shortest)) {
      return shortest;
    }
    node.complain(
        FROM_STEP,
        "must be a time such as 30m, 12h, 1d",
        "%s must be a time such as 30m, 12h, 1d, got '%s'"
            .formatted(node.at(FROM_STEP), node.fields().get(FROM_STEP)));
    return Duration.ZERO;
  }

  private static Optional<Declaration> read(Node node, String kind) {
    return switch (kind) {
      case "lag" -> source(node, kind).flatMap(of -> made(node, kind, () -> lags(node, of)));
      case "difference" ->
          source(node, kind)
              .flatMap(
                  of -> made(node, kind, () -> new Declaration.Differences(of, spans(node, kind))));
      case "rolling" ->
          source(node, kind, "statistics", "minimum_share")
              .flatMap(of -> made(node, kind, () -> rollings(node, of)));
      case "ewm" ->
          source(node, kind, "minimum_share")
              .flatMap(of -> made(node, kind, () -> weightedMeans(node, of)));
      case "known_ahead" ->
          source(node, kind).flatMap(of -> made(node, kind, () -> knownAhead(node, of)));
      case "calendar" -> {
        node.refuseOthersThan(List.of(kind, FROM_STEP));
        yield made(
            node,
            kind,
            () ->
                new Declaration.Calendars(
                    words(node, kind, CalendarField.values(), CalendarField::word)));
      }
      default -> {
        node.refuseOthersThan(List.of(kind, FROM_STEP));
        yield made(
            node,
            kind,
            () ->
                new Declaration.Holidays(
                    words(node, kind, HolidayField.values(), HolidayField::word)));
      }
    };
  }

  private static Declaration lags(Node node, Selection of) {
    return new Declaration.Lags(of, spans(node, "lag"));
  }

  private static Declaration rollings(Node node, Selection of) {
    List<Statistic> statistics =
        node.has("statistics")
            ? words(node, "statistics", Statistic.values(), Statistic::word)
            : List.of(Statistic.values());
    return new Declaration.Rollings(of, spans(node, "rolling"), statistics, share(node));
  }

  private static Declaration weightedMeans(Node node, Selection of) {
    return new Declaration.WeightedMeans(of, spans(node, "ewm"), share(node));
  }

  private static Declaration knownAhead(Node node, Selection of) {
    List<Knowledge> knowledge = words(node, "known_ahead", Knowledge.values(), Knowledge::word);
    return new Declaration.KnownAhead(
        of, knowledge.isEmpty() ? Knowledge.RECORDED : knowledge.getFirst());
  }

  private static double share(Node node) {
    return node.number("minimum_share", MINIMUM_SHARE);
  }

  static List<Span> spans(Node node, String field) {
    return node.each(
        field,
        "must be steps such as 24, or a time such as 30m, 24h, 7d",
        text -> {
          try {
            return Span.parse(text);
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }

  private static <E extends Enum<E>> List<E> words(
      Node node, String field, E[] values, Function<E, String> word) {
    String known = Arrays.stream(values).map(word).toList().toString();
    return node.each(
        field,
        "must be one of " + known,
        text -> Arrays.stream(values).filter(v -> word.apply(v).equals(text)).findFirst());
  }

  private static Optional<Selection> source(Node node, String... fields) {
    List<String> known = new ArrayList<>(List.of(fields));
    known.addAll(SOURCE);
    node.refuseOthersThan(known);
    String variable = node.text("of").orElse("");
    String series = node.text("series").orElse("");
    if (!series.isEmpty() && (variable.isEmpty() || variable.equals("*"))) {
      node.complain(
          "of", "must name a variable of the series", node.at("of") + " must name a variable");
      return Optional.empty();
    }
    boolean optional = node.flag("optional");
    return Optional.of(
        switch (variable) {
          case "" -> new Selection.Target();
          case "*" -> new Selection.Others();
          default -> new Selection.Named(new Input(series, variable), optional);
        });
  }

  /** A declaration whose own rules are kept; one that breaks them is noted. */
  private static Optional<Declaration> made(
      Node node, String kind, Supplier<? extends Declaration> make) {
    try {
      return Optional.of(make.get());
    } catch (IllegalArgumentException e) {
      String rule = String.valueOf(e.getMessage());
      node.complain(kind, rule, node.at(kind) + ": " + rule);
      return Optional.empty();
    }
  }
}
