package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Parameters;
import java.util.List;

/**
 * What a search begins with.
 *
 * @param enqueued parameters to try first; those that an entry leaves out are sampled
 * @param warmStart whether the best parameters of earlier studies of the same model come next
 * @param continues the study whose history it goes on with; empty = none
 */
public record Beginning(List<Parameters> enqueued, boolean warmStart, String continues) {

  public static final Beginning PLAIN = new Beginning(List.of(), false, "");

  public Beginning {
    enqueued = List.copyOf(enqueued);
  }

  public boolean isContinuation() {
    return !continues.isEmpty();
  }
}
