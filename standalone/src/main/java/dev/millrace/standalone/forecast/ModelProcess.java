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

/**
 * Asks a model in a child process: native code must not be able to take the broker down with it.
 */
public final class ModelProcess {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelProcess() {}

  /**
   * Runs a program with the model's file and the question's file as its arguments.
   *
   * @param program writes its answer to its standard output, as JSON
   * @param model the artifact's bytes
   * @throws IOException when the process failed; the message says how
   */
  public static JsonNode ask(Class<?> program, byte[] model, JsonNode question) throws IOException {
    Path folder = Files.createTempDirectory("millrace-model-");
    Path modelFile = folder.resolve("model.ubj");
    Path questionFile = folder.resolve("question.json");
    Path errors = folder.resolve("errors");
    try {
      Files.write(modelFile, model);
      JSON.writeValue(questionFile.toFile(), question);
      return run(program, modelFile, questionFile, errors);
    } finally {
      for (Path file : List.of(modelFile, questionFile, errors, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static JsonNode run(Class<?> program, Path model, Path question, Path errors)
      throws IOException {
    List<String> command =
        ChildJvm.command(
            program,
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
            List.of(model.toString(), question.toString()));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(process) != 0) {
      throw new IOException("the model failed: " + Files.readString(errors).strip());
    }
    return JSON.readTree(output);
  }

  private static int exitCode(Process process) throws IOException {
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException("the model took longer than " + PATIENCE);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a model was asked", e);
    }
  }
}
