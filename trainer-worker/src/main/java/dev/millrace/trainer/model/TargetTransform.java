package dev.millrace.trainer.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the trees learn of a target, given another forecast of it, the anchor. */
public enum TargetTransform {
  /** The target itself. Trees cannot leave the range that they were trained on. */
  LEVEL {
    @Override
    public double learnt(double target, double anchor) {
      return target;
    }

    @Override
    public double level(double predicted, double anchor) {
      return predicted;
    }
  },
  /** How far it is from the anchor. */
  DIFFERENCE {
    @Override
    public double learnt(double target, double anchor) {
      return target - anchor;
    }

    @Override
    public double level(double predicted, double anchor) {
      return anchor + predicted;
    }
  },
  /** How many times the anchor it is. Errors are weighed so that they count as on the level. */
  RATIO {
    @Override
    public double learnt(double target, double anchor) {
      return target / anchor;
    }

    @Override
    public double level(double predicted, double anchor) {
      return anchor * predicted;
    }
  },
  /** How far it is from an anchor that is itself fitted: a linear forecast of the same features. */
  RESIDUAL {
    @Override
    public double learnt(double target, double anchor) {
      return DIFFERENCE.learnt(target, anchor);
    }

    @Override
    public double level(double predicted, double anchor) {
      return DIFFERENCE.level(predicted, anchor);
    }
  };

  /** What is learnt for a target. */
  public abstract double learnt(double target, double anchor);

  /** The forecast that a prediction stands for. */
  public abstract double level(double predicted, double anchor);

  /** As it is called in events: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static TargetTransform named(String label) {
    return Arrays.stream(values())
        .filter(one -> one.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "target transform must be one of %s, got '%s'"
                        .formatted(
                            Arrays.stream(values())
                                .map(TargetTransform::label)
                                .collect(Collectors.joining(", ")),
                            label)));
  }
}
