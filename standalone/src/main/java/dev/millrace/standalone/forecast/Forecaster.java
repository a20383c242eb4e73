package dev.millrace.standalone.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.standalone.up.ChildJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a model on rows, in a child process. */
public final class Forecaster {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private Forecaster() {}

  /**
   * Forecasts.
   *
   * @param model the artifact's bytes
   * @param rows feature-store's answer about the rows of a forecast
   * @return objects with {@code target_time} and {@code value}, in order of time
   * @throws IOException when the process failed; the message says how
   */
  public static JsonNode forecast(byte[] model, JsonNode rows) throws IOException {
    Path folder = Files.createTempDirectory("millrace-forecast-");
    Path modelFile = folder.resolve("model.ubj");
    Path rowsFile = folder.resolve("rows.json");
    Path errors = folder.resolve("errors");
    try {
      Files.write(modelFile, model);
      JSON.writeValue(rowsFile.toFile(), rows);
      return run(modelFile, rowsFile, errors);
    } finally {
      for (Path file : List.of(modelFile, rowsFile, errors, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static JsonNode run(Path model, Path rows, Path errors) throws IOException {
    List<String> command =
        ChildJvm.command(
            ForecastMain.class,
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
            List.of(model.toString(), rows.toString()));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      throw new IOException("the forecast failed: " + Files.readString(errors).strip());
    }
    return JSON.readTree(output);
  }

  private static int exitCode(Process process) throws IOException {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException("the forecast took longer than " + PATIENCE);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while forecasting", e);
    }
  }
}
