package dev.millrace.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.embedded.EmbeddedStack.Options;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedStackTest {
  @TempDir Path temporary;

  @Test
  void refusesASecondStackOnAFolderOfTheSameProcessAndKeepsTheLock() {
    Options options = Options.in(temporary).withParts(Part.S3);
    try (EmbeddedStack first = EmbeddedStack.start(options)) {
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(() -> EmbeddedStack.start(options))
            .isInstanceOfSatisfying(
                DataDirectoryInUseException.class,
                refusal -> assertThat(refusal.pid()).isEqualTo(ProcessHandle.current().pid()));
      }
      assertThat(first.environment()).containsKey("MILLRACE_STORAGE_ENDPOINT");
    }
    EmbeddedStack.start(options).close();
  }

  @ParameterizedTest
  @EnumSource
  void saysWhichPartDidNotStartAndClosesTheOthers(Part part) throws Exception {
    Options options = Options.in(temporary).withParts(part, Part.S3);
    try (ServerSocket occupied = new ServerSocket()) {
      occupied.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

      assertThatThrownBy(() -> EmbeddedStack.start(options.withPort(part, occupied.getLocalPort())))
          .isInstanceOfSatisfying(
              PartFailedException.class, failure -> assertThat(failure.part()).isEqualTo(part))
          .hasMessageContaining(part.label());
    }

    EmbeddedStack.start(options).close();
  }

  @Test
  void takesTheFixedPortsItIsGiven() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Options options = Options.in(temporary).withParts(Part.S3).withPort(Part.S3, port);

    try (EmbeddedStack stack = EmbeddedStack.start(options)) {
      assertThat(URI.create(stack.s3Endpoint()).getPort()).isEqualTo(port);
    }
  }

  @Test
  void removesATemporaryStackWithAllItsData() {
    Path folder;
    try (EmbeddedStack stack = EmbeddedStack.temporary(Part.S3)) {
      folder = stack.dataDirectory();
      assertThat(folder).isNotEmptyDirectory();
      assertThat(stack.environment()).doesNotContainKey("MILLRACE_DATABASE_URL");
      assertThatThrownBy(stack::jdbcUrl)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("PostgreSQL");
    }

    assertThat(folder).doesNotExist();
  }

  @Test
  void refusesPortsThatDoNotExist() {
    Options options = Options.in(temporary);

    assertThatThrownBy(() -> options.withPort(Part.KAFKA, 70_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("70000");
  }
}
