package dev.millrace.standalone.csv;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * How a file's bytes are characters.
 *
 * @param mark bytes of the byte order mark at the file's beginning
 */
record Encoding(Charset charset, int mark) {

  private record Mark(Charset charset, List<Integer> bytes) {}

  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, List.of(0xEF, 0xBB, 0xBF)),
          new Mark(StandardCharsets.UTF_16BE, List.of(0xFE, 0xFF)),
          new Mark(StandardCharsets.UTF_16LE, List.of(0xFF, 0xFE)));

  /** Goes by the byte order mark, and is UTF-8 without one. */
  static Encoding of(byte[] head, Optional<Charset> named) throws UnusableFile {
    Optional<Mark> mark = MARKS.stream().filter(each -> begins(head, each.bytes())).findFirst();
    if (named.isPresent()) {
      Charset charset = named.get();
      boolean marked = mark.filter(m -> charset.name().startsWith(family(m.charset()))).isPresent();
      return new Encoding(
          marked ? mark.orElseThrow().charset() : charset,
          marked ? mark.orElseThrow().bytes().size() : 0);
    }
    if (mark.isPresent()) {
      return new Encoding(mark.get().charset(), mark.get().bytes().size());
    }
    refuseBinary(head);
    return new Encoding(StandardCharsets.UTF_8, 0);
  }

  private static String family(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : "UTF-16";
  }

  private static void refuseBinary(byte[] head) throws UnusableFile {
    if (begins(head, List.of(0x1F, 0x8B))) {
      throw new UnusableFile("it is compressed (gzip); unpack it first");
    }
    if (begins(head, List.of(0x50, 0x4B, 0x03, 0x04))) {
      throw new UnusableFile("it is a ZIP archive or an Excel workbook; save it as CSV first");
    }
    for (int i = 0; i < head.length; i++) {
      if (head[i] == 0) {
        throw new UnusableFile(
            "it is no text: byte %d is 0; if it is UTF-16, say so: --encoding UTF-16LE"
                .formatted(i));
      }
    }
  }

  private static boolean begins(byte[] head, List<Integer> bytes) {
    boolean same = head.length >= bytes.size();
    for (int i = 0; same && i < bytes.size(); i++) {
      same = (head[i] & 0xFF) == bytes.get(i);
    }
    return same;
  }

  String describe() {
    return charset.name() + (mark > 0 ? " with byte order mark" : "");
  }
}
