package dev.millrace.platform.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes a configuration record from keys and values. */
final class RecordBinder {
  private final Function<String, Optional<String>> lookup;
  private final Function<String, Map<String, String>> below;

  RecordBinder(
      Function<String, Optional<String>> lookup, Function<String, Map<String, String>> below) {
    this.lookup = lookup;
    this.below = below;
  }

  <R extends Record> R bind(String prefix, Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(prefix + "." + kebab(components[i].getName()), components[i]);
    }
    return construct(prefix, type, components, values);
  }

  private Object value(String key, RecordComponent component) {
    Class<?> type = component.getType();
    if (type.isRecord()) {
      return bind(key, type.asSubclass(Record.class));
    }
    Optional<String> given = lookup.apply(key).map(String::strip);
    if (type == Optional.class) {
      Class<?> inner = argument(component, 0);
      return given.filter(v -> !v.isEmpty()).map(v -> parse(key, v, inner));
    }
    if (type == Map.class) {
      Map<String, String> all = new LinkedHashMap<>(below.apply(key));
      given.ifPresent(text -> all.putAll(pairs(key, text)));
      return Map.copyOf(all);
    }
    Default fallback = component.getAnnotation(Default.class);
    String text =
        given.orElseGet(
            () -> {
              if (fallback == null) {
                throw new ConfigException(
                    "setting '%s' (environment %s) is missing"
                        .formatted(key, Config.variableOf(key)));
              }
              return fallback.value();
            });
    return parse(key, text, type);
  }

  private static Class<?> argument(RecordComponent component, int index) {
    return (Class<?>)
        ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object parse(String key, String text, Class<?> type) {
    try {
      if (type == String.class) {
        return text;
      } else if (type == int.class || type == Integer.class) {
        return Integer.valueOf(text);
      } else if (type == long.class || type == Long.class) {
        return Long.valueOf(text);
      } else if (type == double.class || type == Double.class) {
        return Double.valueOf(text);
      } else if (type == boolean.class || type == Boolean.class) {
        return bool(text);
      } else if (type == Duration.class) {
        return duration(text);
      } else if (type == Path.class) {
        return Path.of(text);
      } else if (type == List.class) {
        return text.isEmpty()
            ? List.of()
            : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
      } else if (type.isEnum()) {
        return Enum.valueOf((Class<Enum>) type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      throw new ConfigException(
          "setting '%s' must be a %s, got '%s'"
              .formatted(key, type.getSimpleName().toLowerCase(Locale.ROOT), text),
          e);
    }
    throw new ConfigException("setting '" + key + "' has the unsupported type " + type.getName());
  }

  private static boolean bool(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 7d} or ISO-8601. */
  private static Duration duration(String text) {
    String number = text.replaceAll("[a-z]+$", "");
    if (text.startsWith("P")) {
      return Duration.parse(text);
    }
    long amount = Long.parseLong(number);
    return switch (text.substring(number.length())) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      case "d" -> Duration.ofDays(amount);
      default -> throw new IllegalArgumentException(text);
    };
  }

  /** {@code name=value,name=value}. */
  private static Map<String, String> pairs(String key, String text) {
    Map<String, String> map = new LinkedHashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new ConfigException(
            "setting '%s' must be name=value,name=value, got '%s'".formatted(key, text));
      }
      map.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).strip());
    }
    return map;
  }

  private static <R extends Record> R construct(
      String prefix, Class<R> type, RecordComponent[] components, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getTargetException();
      throw new ConfigException(prefix + ": " + cause.getMessage(), cause);
    } catch (ReflectiveOperationException e) {
      throw new ConfigException("cannot bind " + type.getName(), e);
    }
  }

  /** {@code bootstrapServers} → {@code bootstrap-servers}. */
  static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
