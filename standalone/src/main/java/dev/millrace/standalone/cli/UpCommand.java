package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.up.ServerAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything and stays. */
@Command(
    name = "up",
    description = {
      "Start everything on a folder and run until Ctrl-C.",
      "Kafka, schema registry, PostgreSQL and S3, all services, and trainer workers as child",
      "processes. With --json, a line names the addresses once all is ready."
    })
final class UpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Mixin private FolderOptions folder = new FolderOptions();
  @Mixin private Starting starting = new Starting();

  UpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Output output = new Output(surroundings, folder.json());
    Path dataFolder = folder.dataFolder(surroundings);
    LocalMillrace millrace = starting.start(surroundings, dataFolder, output.screen());
    ServerAddress address = millrace.address();
    output.result(
        new ObjectMapper()
            .createObjectNode()
            .put("url", address.url().toString())
            .put("pid", address.pid())
            .put("kafka", address.kafka())
            .put("registry", address.registry())
            .put("data_dir", dataFolder.toString()),
        List.of("Ctrl-C stops it"));
    Starting.awaitStop();
    return ExitCode.OK.code();
  }
}
