package dev.millrace.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessIdentityTest {
  @TempDir private Path directory;

  @Test
  void theNextStartOnADirectoryIsTheSameToTheBroker() {
    String first;
    try (ProcessIdentity identity = ProcessIdentity.in(directory.resolve("new"), "app")) {
      first = identity.text();
    }

    try (ProcessIdentity identity = ProcessIdentity.in(directory.resolve("new"), "app")) {
      assertThat(identity.text()).isEqualTo(first);
    }
  }

  @Test
  void twoAtATimeAreTwo() {
    try (ProcessIdentity one = ProcessIdentity.in(directory, "app");
        ProcessIdentity other = ProcessIdentity.in(directory, "app")) {
      assertThat(other.text()).isNotEqualTo(one.text());
    }
  }

  @Test
  void applicationsThatShareADirectoryAreTwo() {
    try (ProcessIdentity one = ProcessIdentity.in(directory, "app");
        ProcessIdentity other = ProcessIdentity.in(directory, "other")) {
      assertThat(other.text()).isNotEqualTo(one.text());
    }
  }

  @Test
  void anIdentityThatWasHalfWrittenIsMadeAnew() throws IOException {
    Files.writeString(directory.resolve("app.id"), "0b1e");
    String made;
    try (ProcessIdentity identity = ProcessIdentity.in(directory, "app")) {
      made = identity.text();
    }

    assertThat(UUID.fromString(made)).hasToString(Files.readString(directory.resolve("app.id")));
  }

  @Test
  void aTransactionalIdKeepsApplicationAndThread() {
    String identity = "11111111-2222-3333-4444-555555555555";

    String id =
        new IdentifiedClients(identity)
            .transactionalId("millrace-app-aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee-12");

    assertThat(id).isEqualTo("millrace-app-11111111-2222-3333-4444-555555555555-12");
  }
}
