package dev.millrace.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SearchOptionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static ObjectNode config(String... arguments) {
    SearchOptions options = new SearchOptions();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("search", spec(options)))
        .parseArgs(arguments);
    ObjectNode config = JSON.createObjectNode();
    options.addTo(config);
    return config;
  }

  private static CommandLine.Model.CommandSpec spec(SearchOptions options) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(options);
  }

  @Test
  void whatIsNotSaidIsLeftToTheServer() {
    assertThat(config()).isEmpty();
  }

  @Test
  void everythingSaidBecomesAFieldOfTheRequest() throws IOException {
    Path space = Files.writeString(folder.resolve("space.json"), "{\"max_depth\":4}");

    ObjectNode config =
        config(
            "--trials=auto",
            "--strategy=gp",
            "--objective=rmse,model_bytes",
            "--constraint=mape=3.5,mae=2",
            "--pruner=median:warmup=0.2,startup_trials=4",
            "--target-value=1.5",
            "--patience=20",
            "--max-failures=3",
            "--no-warm-start",
            "--training-workers=4",
            "--space=" + space);

    assertThat(config)
        .isEqualTo(
            JSON.readTree(
                """
                {"n_trials":"auto","optimization_strategy":"gp","objectives":["rmse","model_bytes"],
                 "constraints":{"mape":3.5,"mae":2.0},
                 "pruner":{"type":"median","warmup":0.2,"startup_trials":4.0},
                 "target_value":1.5,"patience_trials":20,"max_failures":3,"warm_start":false,
                 "training_workers":4,"hyperparams":{"max_depth":4}}
                """));
  }

  @Test
  void oneObjectiveAndAPlainPrunerStayPlain() throws IOException {
    assertThat(config("--objective=rmse", "--pruner=asha", "--trials=20").toString())
        .isEqualTo("{\"n_trials\":20,\"objective\":\"rmse\",\"pruner\":{\"type\":\"asha\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--trials=many",
        "--pruner=median:warmup",
        "--pruner=median:warmup=x",
        "--space=no"
      })
  void whatMakesNoSenseIsRefused(String argument) {
    assertThatThrownBy(() -> config(argument))
        .isInstanceOfSatisfying(
            CommandFailed.class, failed -> assertThat(failed.exitCode()).isEqualTo(ExitCode.USAGE));
  }
}
