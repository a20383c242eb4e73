package dev.millrace.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepsEverythingTest {
  @TempDir Path temporary;

  @Test
  void findsItsRecordsSchemasRowsAndObjectsAgainAfterARestart() throws Exception {
    Path folder = temporary.resolve("data");
    int schemaId;
    String clusterId;
    Map<String, String> firstEnvironment;
    List<String> progress = new ArrayList<>();
    try (EmbeddedStack stack =
        EmbeddedStack.start(EmbeddedStack.Options.in(folder).withProgress(progress::add))) {
      StackClient client = new StackClient(stack.environment());
      client.createTopicAndTable();
      client.register("before");
      schemaId = client.write("first");
      clusterId = client.clusterId();
      firstEnvironment = stack.environment();
      assertThat(client.setting("fsync")).isEqualTo("on");
      assertThat(progress).hasSize(4);
    }

    try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.Options.in(folder))) {
      StackClient client = new StackClient(stack.environment());

      assertThat(client.records()).containsExactly("first");
      assertThat(client.rows()).containsExactly("first");
      assertThat(client.object("first")).isEqualTo("first");
      assertThat(client.schema(schemaId)).contains("\\\"name\\\":\\\"first\\\"");
      assertThat(client.register("first")).isEqualTo(schemaId);
      assertThat(client.write("second")).isEqualTo(schemaId + 1);
      assertThat(client.clusterId()).isEqualTo(clusterId);
      assertThat(secrets(stack.environment())).isEqualTo(secrets(firstEnvironment));
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("credentials.properties")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void refusesAFolderInUseAndRepairsItOnceItsUserWasKilled() throws Exception {
    Path folder = temporary.resolve("data");
    int schemaId;
    Process process = launch(folder);
    try {
      StackClient client = new StackClient(environmentOnceReady(process));
      client.createTopicAndTable();
      schemaId = client.write("first");

      assertThatThrownBy(() -> EmbeddedStack.start(EmbeddedStack.Options.in(folder)))
          .isInstanceOfSatisfying(
              DataDirectoryInUseException.class,
              refusal -> assertThat(refusal.pid()).isEqualTo(process.pid()))
          .hasMessageContaining(folder.toString());
    } finally {
      process.destroyForcibly().waitFor();
    }

    try (EmbeddedStack stack = EmbeddedStack.start(EmbeddedStack.Options.in(folder))) {
      StackClient client = new StackClient(stack.environment());

      assertThat(client.records()).containsExactly("first");
      assertThat(client.rows()).containsExactly("first");
      assertThat(client.object("first")).isEqualTo("first");
      assertThat(client.register("first")).isEqualTo(schemaId);
      assertThat(client.write("second")).isEqualTo(schemaId + 1);
      assertThat(client.records()).containsExactly("first", "second");
    }
  }

  /** The secrets stay; addresses may differ from start to start. */
  private static Map<String, String> secrets(Map<String, String> environment) {
    Map<String, String> secrets = new HashMap<>(environment);
    secrets.keySet().removeIf(name -> !name.endsWith("PASSWORD") && !name.endsWith("KEY"));
    assertThat(secrets).hasSize(3);
    return secrets;
  }

  private static Process launch(Path folder) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx500m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            StackProcess.class.getName(),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Map<String, String> environmentOnceReady(Process process) throws IOException {
    Map<String, String> environment = new HashMap<>();
    BufferedReader output = process.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return environment;
      }
      String[] parts = line.split("=", 2);
      assertThat(parts).as("a line that is no variable: %s", line).hasSize(2);
      environment.put(parts[0], parts[1]);
    }
    throw new IllegalStateException("the stack's process ended before it was ready");
  }
}
