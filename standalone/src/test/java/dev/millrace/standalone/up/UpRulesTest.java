package dev.millrace.standalone.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpRulesTest {
  @TempDir private Path folder;

  @Test
  void waitsTwiceAsLongAfterEachQuickDeathUpToALimit() {
    Backoff backoff = Backoff.fresh();

    assertThat(backoff.after(Duration.ofSeconds(1)).next())
        .isEqualTo(Backoff.SHORTEST.multipliedBy(2));
    for (int i = 0; i < 20; i++) {
      backoff = backoff.after(Duration.ofSeconds(1));
    }
    assertThat(backoff.next()).isEqualTo(Backoff.LONGEST);
  }

  @Test
  void startsAfreshAfterAProcessThatHadWorked() {
    Backoff patient = new Backoff(Backoff.LONGEST);

    assertThat(patient.after(Backoff.HEALTHY)).isEqualTo(Backoff.fresh());
  }

  @Test
  void keepsTheServersAddressInTheFolder() throws IOException {
    ServerAddress address =
        new ServerAddress(
            URI.create("http://127.0.0.1:8080"), 42, "127.0.0.1:9092", "http://127.0.0.1:8081");

    address.write(folder);
    assertThat(ServerAddress.read(folder)).contains(address);
    ServerAddress.remove(folder);
    assertThat(ServerAddress.read(folder)).isEmpty();
  }
}
