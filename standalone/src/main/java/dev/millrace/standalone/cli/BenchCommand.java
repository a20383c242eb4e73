package dev.millrace.standalone.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what Millrace promises about speed and quality, on this machine. */
@Command(
    name = "bench",
    description = "Measure, on this machine, what Millrace promises. Needs nothing that runs.")
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private BenchCommand() {}

  /** The command with all that can be measured beneath it. */
  static CommandLine with(Surroundings surroundings) {
    return new CommandLine(new BenchCommand())
        .addSubcommand(new BenchSamplersCommand(surroundings))
        .addSubcommand(new BenchSuggestCommand(surroundings))
        .addSubcommand(new BenchSchedulerCommand(surroundings))
        .addSubcommand(new BenchIngestCommand(surroundings))
        .addSubcommand(new BenchSnapshotCommand(surroundings))
        .addSubcommand(new BenchFeaturesCommand(surroundings))
        .addSubcommand(new BenchRetentionCommand(surroundings))
        .addSubcommand(new BenchTrainCommand(surroundings));
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name what to measure");
  }
}
