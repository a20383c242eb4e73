package dev.millrace.embedded.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.embedded.schemas.RegistryEvent.CompatibilityChosen;
import dev.millrace.embedded.schemas.RegistryEvent.Presence;
import dev.millrace.embedded.schemas.RegistryEvent.VersionWritten;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JournalCodecTest {
  static Stream<RegistryEvent> events() {
    return Stream.of(
        new VersionWritten("s", 1, 7, "\"int\"", Presence.LIVE),
        new VersionWritten("s", 1, 7, "\"int\"", Presence.DELETED),
        new VersionWritten("s", 1, 7, "\"int\"", Presence.FORGOTTEN),
        new CompatibilityChosen(Optional.empty(), Optional.of(Compatibility.NONE)),
        new CompatibilityChosen(Optional.of("s"), Optional.of(Compatibility.FULL)),
        new CompatibilityChosen(Optional.of("s"), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void readsBackWhatItWrites(RegistryEvent event) {
    JournalCodec.Entry entry = JournalCodec.encode(event);

    assertThat(JournalCodec.decode(entry.key(), entry.value())).isEqualTo(event);
  }

  @Test
  void writesKeysAsConfluentsRegistryDoesSoThatCompactionKeepsTheLastWord() {
    assertThat(JournalCodec.encode(new VersionWritten("s", 1, 7, "\"int\"", Presence.LIVE)).key())
        .isEqualTo("{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}");
    assertThat(
            JournalCodec.encode(new CompatibilityChosen(Optional.empty(), Optional.empty())).key())
        .isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":null,\"magic\":0}");
  }
}
