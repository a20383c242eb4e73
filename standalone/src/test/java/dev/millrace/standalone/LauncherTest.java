package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script, in a copy of the repository's outline with a JDK and a Maven of our own. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("..", "millrace").toAbsolutePath().normalize();

  @TempDir private Path folder;
  private Path repository;
  private Path jdk;

  private record Ended(int exit, String out, String err) {}

  @BeforeEach
  void layOut() throws IOException {
    repository = Files.createDirectories(folder.resolve("repository with blanks"));
    Files.copy(LAUNCHER, repository.resolve("millrace"), StandardCopyOption.COPY_ATTRIBUTES);
    Files.writeString(repository.resolve("pom.xml"), "<project/>");
    Files.createDirectories(repository.resolve(".mvn"));
    Files.createDirectories(repository.resolve("standalone/src/main"));
    script(
        repository.resolve("mvnw"),
        """
        echo "[INFO] Building Millrace: everything 0.1.0-SNAPSHOT [1/1]"
        mkdir -p standalone/target/dist/lib
        echo lib/a.jar:lib/b.jar > standalone/target/dist/classpath
        echo "$JAVA_HOME" >> builds
        """);
    jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.1\"\n");
    script(jdk.resolve("bin/javac"), "exit 0");
    script(jdk.resolve("bin/java"), "printf '%s\\n' \"$PWD\" \"$@\"; exit 7");
  }

  @Test
  void buildsOnceWithTheJdkItFoundAndSaysSo() throws Exception {
    Ended first = launch(folder, "jobs");
    Ended second = launch(folder, "jobs");

    assertThat(first.err())
        .contains("there is no build yet", "[1/1] Millrace: everything", "built");
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(repository.resolve("builds"))).containsExactly(jdk.toString());
  }

  @Test
  void buildsAgainWhenASourceIsNewer() throws Exception {
    launch(folder, "jobs");
    Path source = Files.writeString(repository.resolve("standalone/src/main/A.java"), "class A {}");
    Files.setLastModifiedTime(
        source,
        java.nio.file.attribute.FileTime.fromMillis(
            Files.getLastModifiedTime(repository.resolve("builds")).toMillis() + 5_000));

    assertThat(launch(folder, "jobs").err()).contains("standalone/src/main").contains("newer");
    assertThat(Files.readAllLines(repository.resolve("builds"))).hasSize(2);
  }

  @Test
  void passesArgumentsExitCodeAndWorkingDirectoryOn() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));

    Ended ended = launch(elsewhere, "job", "an id");

    assertThat(ended.exit()).isEqualTo(7);
    assertThat(ended.out().lines())
        .startsWith(elsewhere.toRealPath().toString())
        .containsSequence("dev.millrace.standalone.Millrace", "job", "an id")
        .contains("-Dmillrace.home=" + repository.toRealPath(), "-XX:TieredStopAtLevel=1");
  }

  @Test
  void namesTheJarsInTheOrderOfTheBuild() throws Exception {
    String lib = repository.toRealPath().resolve("standalone/target/dist/lib").toString();

    assertThat(launch(folder, "up").out().lines())
        .contains("%s/standalone-0.1.0-SNAPSHOT.jar:%s/a.jar:%s/b.jar".formatted(lib, lib, lib))
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @Test
  void worksThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("link"), repository.resolve("millrace"));

    Ended ended = run(folder, Map.of("MILLRACE_JAVA_HOME", jdk.toString()), link, "jobs");

    assertThat(ended.exit()).isEqualTo(7);
    assertThat(ended.out()).contains("-Dmillrace.home=" + repository.toRealPath());
  }

  @Test
  void showsTheErrorsOfABuildThatFailed() throws Exception {
    script(repository.resolve("mvnw"), "echo '[ERROR] A.java: no semicolon'; exit 1");

    Ended ended = launch(folder, "jobs");

    assertThat(ended.exit()).isEqualTo(4);
    assertThat(ended.err()).contains("no semicolon", "the build failed", "build.log");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void saysWhatToInstallWhenThereIsNoJdk25() throws Exception {
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
    // Nothing to be found in the places it looks at.
    String script =
        Files.readString(repository.resolve("millrace"))
            .replace("/usr/lib/jvm/*", "")
            .replace("/opt/*jdk*", "")
            .replace("java_on_path || true", "true");
    Files.writeString(repository.resolve("millrace"), script);

    Ended ended =
        run(
            folder,
            Map.of("MILLRACE_JAVA_HOME", jdk.toString(), "JAVA_HOME", "", "HOME", "/nonexistent"),
            repository.resolve("millrace"),
            "jobs");

    assertThat(ended.exit()).isEqualTo(4);
    assertThat(ended.err()).contains("needs a JDK 25", "apt install", "MILLRACE_JAVA_HOME");
  }

  private Ended launch(Path directory, String... arguments) throws Exception {
    return run(
        directory,
        Map.of("MILLRACE_JAVA_HOME", jdk.toString()),
        repository.resolve("millrace"),
        arguments);
  }

  private Ended run(
      Path directory, Map<String, String> environment, Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(List.of(arguments));
    Path err = folder.resolve("stderr");
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  private static void script(Path path, String body) throws IOException {
    Files.writeString(path, "#!/usr/bin/env bash\nset -e\n" + body + "\n");
    assertThat(path.toFile().setExecutable(true)).isTrue();
  }
}
