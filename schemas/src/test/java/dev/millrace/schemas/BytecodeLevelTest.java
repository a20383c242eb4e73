package dev.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topics.Topics;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Producers of other teams put this library on a Java 17. */
class BytecodeLevelTest {
  private static final int JAVA_17 = 61;

  @Test
  void everyClassOfTheLibraryLoadsOnJava17() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Topics.class.getProtectionDomain().getCodeSource().getLocation().toURI());

    try (Stream<Path> files = Files.walk(classes)) {
      assertThat(files.filter(file -> file.toString().endsWith(".class")))
          .hasSizeGreaterThan(Topics.all().size())
          .allSatisfy(file -> assertThat(majorVersion(file)).isEqualTo(JAVA_17));
    }
  }

  private static int majorVersion(Path classFile) {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(classFile))) {
      assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
      in.readUnsignedShort();
      return in.readUnsignedShort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
