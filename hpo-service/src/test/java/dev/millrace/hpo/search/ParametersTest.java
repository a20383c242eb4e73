package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ParametersTest {

  private static final Map<String, Value> VALUES =
      new LinkedHashMap<>(
          Map.of(
              "whole", new Value.Whole(Long.MIN_VALUE),
              "real", new Value.Real(-0.0),
              "text", new Value.Text("b"),
              "another", new Value.Text("a"),
              "flag", new Value.Flag(true)));

  @Test
  void givesBackWhatWasPutInInTheOrderOfNames() {
    Parameters parameters = Parameters.of(VALUES);

    assertThat(parameters.values()).isEqualTo(VALUES);
    assertThat(parameters.names()).containsExactly("another", "flag", "real", "text", "whole");
    assertThat(parameters.get("text")).contains(new Value.Text("b"));
    assertThat(parameters.get("nothing")).isEmpty();
  }

  @Test
  void isEqualToTheSameValuesOnly() {
    Parameters parameters = Parameters.of(VALUES);

    assertThat(parameters)
        .isEqualTo(Parameters.of(parameters.values()))
        .hasSameHashCodeAs(Parameters.of(parameters.values()));
    for (String name : VALUES.keySet()) {
      Map<String, Value> other = new LinkedHashMap<>(VALUES);
      other.put(name, new Value.Whole(1));
      assertThat(parameters).isNotEqualTo(Parameters.of(other));
    }
    assertThat(Parameters.of(Map.of("a", new Value.Text("x"))))
        .isNotEqualTo(Parameters.of(Map.of("a", new Value.Text("y"))));
    assertThat(Parameters.of(Map.of("a", new Value.Whole(1))))
        .isNotEqualTo(Parameters.of(Map.of("a", new Value.Flag(true))));
  }

  @Test
  void sharesOneCopyOfEqualNamesAndTexts() {
    SharedParts shared = new SharedParts();
    SortedMap<String, Value> names = new TreeMap<>(VALUES);
    ParameterForm form = shared.form(ParameterForm.of(names));
    String[] texts = shared.texts(new String[] {"a", "b"});

    assertThat(shared.form(ParameterForm.of(names))).isSameAs(form);
    assertThat(shared.texts(new String[] {"a", "b"})).isSameAs(texts);
    assertThat(shared.texts(new String[] {"b", "a"})).isNotSameAs(texts).containsExactly("b", "a");
    assertThat(Parameters.of(VALUES).sharing(shared)).isEqualTo(Parameters.of(VALUES));
  }
}
