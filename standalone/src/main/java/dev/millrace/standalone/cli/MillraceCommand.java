package dev.millrace.standalone.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.embedded.DataDirectoryInUseException;
import dev.millrace.embedded.PartFailedException;
import dev.millrace.platform.config.ConfigException;
import dev.millrace.platform.kafka.TopicMismatchException;
import dev.millrace.standalone.client.RequestRefused;
import dev.millrace.standalone.client.ServerUnreachable;
import dev.millrace.standalone.csv.UnusableFile;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line as a whole: its subcommands, and what becomes of their errors. */
@Command(
    name = "millrace",
    mixinStandardHelpOptions = true,
    version = "millrace 0.1.0-SNAPSHOT",
    description = "Trains machine-learning models whenever data changes.",
    scope = CommandLine.ScopeType.INHERIT,
    exitCodeOnInvalidInput = 2,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done; a job that was waited for completed",
      " 1:the server refused, or a job that was waited for failed or was cancelled",
      " 2:the command line makes no sense",
      " 3:no running Millrace was found",
      " 4:Millrace could not be started",
      "70:a bug"
    })
public final class MillraceCommand implements Runnable {
  private static final int HELP_WIDTH = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  private MillraceCommand() {}

  /** Runs the command that the arguments name; gives the process's exit code. */
  public static int run(Surroundings surroundings, String... arguments) {
    boolean json = Arrays.asList(arguments).contains("--json");
    return new CommandLine(new MillraceCommand())
        .addSubcommand(new UpCommand(surroundings))
        .addSubcommand(new DemoCommand(surroundings))
        .addSubcommand(new IngestCommand(surroundings))
        .addSubcommand(new GenerateCommand(surroundings))
        .addSubcommand(new TrainCommand(surroundings))
        .addSubcommand(new ExtendCommand(surroundings))
        .addSubcommand(new RetryCommand(surroundings))
        .addSubcommand(new WatchCommand(surroundings))
        .addSubcommand(new JobsCommand(surroundings))
        .addSubcommand(new JobCommand(surroundings))
        .addSubcommand(new CancelCommand(surroundings))
        .addSubcommand(new TrialsCommand(surroundings))
        .addSubcommand(new ModelsCommand(surroundings))
        .addSubcommand(new ForecastCommand(surroundings))
        .addSubcommand(new AnomaliesCommand(surroundings))
        .addSubcommand(BenchCommand.with(surroundings))
        .setUsageHelpWidth(HELP_WIDTH)
        .setOut(writer(surroundings.terminal().out()))
        .setErr(writer(surroundings.terminal().err()))
        .setExecutionExceptionHandler((failure, _, _) -> report(failure, surroundings, json).code())
        .execute(arguments);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a subcommand");
  }

  private static ExitCode report(Exception failure, Surroundings surroundings, boolean json) {
    ExitCode code = exitCode(failure);
    String message = String.valueOf(failure.getMessage());
    PrintStream err = surroundings.terminal().err();
    err.println("millrace: " + message);
    if (code == ExitCode.INTERNAL) {
      failure.printStackTrace(err);
    }
    if (json) {
      surroundings
          .terminal()
          .out()
          .println(
              new ObjectMapper()
                  .createObjectNode()
                  .put("error", message)
                  .put("exit_code", code.code()));
    }
    return code;
  }

  private static ExitCode exitCode(Exception failure) {
    return switch (failure) {
      case CommandFailed failed -> failed.exitCode();
      case UnusableFile _ -> ExitCode.USAGE;
      case ServerUnreachable _ -> ExitCode.UNREACHABLE;
      case RequestRefused _, IOException _ -> ExitCode.FAILED;
      case DataDirectoryInUseException _,
          PartFailedException _,
          ConfigException _,
          TopicMismatchException _ ->
          ExitCode.CANNOT_START;
      default -> ExitCode.INTERNAL;
    };
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
