package dev.millrace.intake.codec;

import dev.millrace.events.HyperParameter;
import dev.millrace.intake.request.Dimension;
import dev.millrace.intake.request.Scalar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Search spaces. */
final class SpaceCodec {

  private SpaceCodec() {}

  static Map<String, Dimension> read(Map<String, HyperParameter> space) {
    return mapped(space, SpaceCodec::read);
  }

  static List<Map<String, Scalar>> readAll(List<Map<String, Object>> points) {
    return points.stream().map(point -> mapped(point, SpaceCodec::scalar)).toList();
  }

  static List<Map<String, Object>> writeAll(List<Map<String, Scalar>> points) {
    return points.stream().map(point -> mapped(point, SpaceCodec::plain)).toList();
  }

  static Map<String, HyperParameter> write(Map<String, Dimension> space) {
    return mapped(space, SpaceCodec::write);
  }

  private static <A, B> Map<String, B> mapped(Map<String, A> from, Function<A, B> change) {
    Map<String, B> to = new TreeMap<>();
    from.forEach((name, value) -> to.put(name, change.apply(value)));
    return to;
  }

  private static Dimension read(HyperParameter parameter) {
    Object value = parameter.getValue();
    return new Dimension(
        parameter.getType(),
        parameter.getLow(),
        parameter.getHigh(),
        parameter.getLog(),
        parameter.getStep(),
        parameter.getChoices().stream().map(SpaceCodec::scalar).toList(),
        value == null ? null : scalar(value),
        mapped(parameter.getWhen(), values -> values.stream().map(SpaceCodec::scalar).toList()));
  }

  private static HyperParameter write(Dimension dimension) {
    return HyperParameter.newBuilder()
        .setType(dimension.type())
        .setLow(dimension.low())
        .setHigh(dimension.high())
        .setLog(dimension.log())
        .setStep(dimension.step())
        .setChoices(dimension.choices().stream().map(SpaceCodec::plain).toList())
        .setValue(plainOrNull(dimension.value()))
        .setWhen(
            mapped(dimension.when(), values -> values.stream().map(SpaceCodec::plain).toList()))
        .build();
  }

  private static Scalar scalar(Object value) {
    return switch (value) {
      case Long whole -> new Scalar.Whole(whole);
      case Integer whole -> new Scalar.Whole(whole);
      case Double real -> new Scalar.Real(real);
      case Boolean flag -> new Scalar.Flag(flag);
      default -> new Scalar.Text(value.toString());
    };
  }

  private static Object plain(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Whole whole -> whole.value();
      case Scalar.Real real -> real.value();
      case Scalar.Flag flag -> flag.value();
      case Scalar.Text text -> text.value();
    };
  }

  private static @Nullable Object plainOrNull(@Nullable Scalar scalar) {
    return scalar == null ? null : plain(scalar);
  }
}
