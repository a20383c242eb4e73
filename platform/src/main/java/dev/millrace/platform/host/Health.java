package dev.millrace.platform.host;

import java.util.Map;

/** How a service or a part of one is. */
public record Health(Status status, String name, Map<String, String> details) {

  /** Ready for work, on its way there, or broken. */
  public enum Status {
    UP,
    STARTING,
    DOWN
  }

  public Health {
    details = Map.copyOf(details);
  }

  public static Health up(String name) {
    return new Health(Status.UP, name, Map.of());
  }

  public static Health starting(String name, String why) {
    return new Health(Status.STARTING, name, Map.of("reason", why));
  }

  public static Health down(String name, String why) {
    return new Health(Status.DOWN, name, Map.of("reason", why));
  }

  /** The worse of two, named after this one. */
  public Health and(Health other) {
    if (other.status.compareTo(status) <= 0) {
      return this;
    }
    return new Health(other.status, name, other.details);
  }
}
