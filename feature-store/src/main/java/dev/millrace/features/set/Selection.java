package dev.millrace.features.set;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Which variables a declared feature is computed of. */
public sealed interface Selection {

  /** The inputs it stands for, when these other variables of the series are there. */
  List<Input> inputs(Collection<String> others);

  /** The variable that is forecast. */
  record Target() implements Selection {
    @Override
    public List<Input> inputs(Collection<String> others) {
      return List.of(Input.TARGET);
    }
  }

  /** Every other variable of the series, by name. */
  record Others() implements Selection {
    @Override
    public List<Input> inputs(Collection<String> others) {
      return others.stream().sorted().map(Input::of).toList();
    }
  }

  /**
   * A variable by name.
   *
   * @param optional whether a series without it has no such column, instead of being refused
   */
  record Named(Input input, boolean optional) implements Selection {
    @Override
    public List<Input> inputs(Collection<String> others) {
      boolean there = !input.series().isEmpty() || others.contains(input.variable());
      return Stream.of(input).filter(_ -> there || !optional).toList();
    }
  }
}
