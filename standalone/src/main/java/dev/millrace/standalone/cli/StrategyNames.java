package dev.millrace.standalone.cli;

import dev.millrace.hpo.search.Strategy;
import dev.millrace.standalone.bench.search.QualityRun;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Samplers as a command line names them. */
final class StrategyNames {

  private StrategyNames() {}

  /** Those named; all that need no grid for {@code all}. */
  static List<Strategy> read(List<String> names) {
    if (names.equals(List.of("all"))) {
      return Arrays.stream(Strategy.values()).filter(each -> each != Strategy.GRID).toList();
    }
    return names.stream().map(StrategyNames::read).toList();
  }

  private static Strategy read(String name) {
    return Arrays.stream(Strategy.values())
        .filter(strategy -> QualityRun.word(strategy).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailed(
                    ExitCode.USAGE,
                    "sampler must be all or one of %s, got %s"
                        .formatted(
                            Arrays.stream(Strategy.values())
                                .map(QualityRun::word)
                                .collect(Collectors.joining(", ")),
                            name)));
  }
}
