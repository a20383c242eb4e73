package dev.millrace.standalone.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads characters, knows how many bytes that were, and replaces none that it cannot read. */
final class DecodingReader extends Reader {
  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final Encoding encoding;
  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
  private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
  private long taken;
  private boolean ended;

  DecodingReader(Path path, Encoding encoding) throws IOException {
    this.path = path;
    this.encoding = encoding;
    this.decoder =
        encoding
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.in = Files.newInputStream(path);
    in.skipNBytes(encoding.mark());
    taken = encoding.mark();
  }

  /** Bytes of the file that are characters now. */
  long bytesRead() {
    return taken;
  }

  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (!chars.hasRemaining() && !decode()) {
      return -1;
    }
    int count = Math.min(length, chars.remaining());
    chars.get(target, offset, count);
    return count;
  }

  /** Whether there are more characters. */
  private boolean decode() throws IOException {
    chars.clear();
    while (chars.position() == 0 && !(ended && !bytes.hasRemaining())) {
      fill();
      int before = bytes.position();
      CoderResult result = decoder.decode(bytes, chars, ended);
      taken += bytes.position() - before;
      if (result.isError()) {
        throw broken();
      }
    }
    chars.flip();
    return chars.hasRemaining();
  }

  private void fill() throws IOException {
    bytes.compact();
    if (!ended) {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      ended = count < 0;
      bytes.position(bytes.position() + Math.max(0, count));
    }
    bytes.flip();
  }

  private NotInEncoding broken() throws IOException {
    return new NotInEncoding(
        ("byte 0x%02X at offset %d (line %d) is not %s; name"
                + " the encoding, for example --encoding ISO-8859-1")
            .formatted(
                bytes.get(bytes.position()), taken, lineOf(taken), encoding.charset().name()));
  }

  /** Lines are counted only when one has to be named. */
  private long lineOf(long offset) throws IOException {
    long line = 1;
    try (InputStream again = new BufferedInputStream(Files.newInputStream(path), BUFFER)) {
      for (long i = 0; i < offset; i++) {
        int next = again.read();
        if (next < 0) {
          return line;
        }
        line += next == '\n' ? 1 : 0;
      }
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
