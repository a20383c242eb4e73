package dev.millrace.standalone.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file of text with a header and delimited fields. */
public final class CsvTable implements RawTable {
  private static final int HEAD = 1 << 16;

  private final Path path;
  private final Encoding encoding;
  private final char delimiter;
  private final List<String> header;

  private CsvTable(Path path, Encoding encoding, char delimiter, List<String> header) {
    this.path = path;
    this.encoding = encoding;
    this.delimiter = delimiter;
    this.header = List.copyOf(header);
  }

  /** Looks at the beginning of the file and works out how it is written. */
  public static CsvTable open(Path path, FileRequest.Text request)
      throws IOException, UnusableFile {
    byte[] head = head(path);
    if (head.length == 0) {
      throw new UnusableFile("it is empty");
    }
    Encoding encoding = Encoding.of(head, request.charset());
    char delimiter =
        request.delimiter().isPresent()
            ? request.delimiter().get()
            : Delimiter.guess(firstCharacters(path, encoding));
    try (CsvRows rows = new CsvRows(path, encoding, delimiter)) {
      Optional<RawRow> header = rows.next();
      if (header.isEmpty()) {
        throw new UnusableFile("it is empty");
      }
      return new CsvTable(path, encoding, delimiter, header.get().cells());
    }
  }

  private static byte[] head(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return in.readNBytes(HEAD);
    }
  }

  private static String firstCharacters(Path path, Encoding encoding)
      throws IOException, UnusableFile {
    try (DecodingReader reader = new DecodingReader(path, encoding)) {
      char[] characters = new char[HEAD];
      int count = 0;
      int more = 0;
      while (more >= 0 && count < characters.length) {
        count += more;
        more = reader.read(characters, count, characters.length - count);
      }
      return new String(characters, 0, count);
    } catch (NotInEncoding e) {
      throw new UnusableFile(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public char delimiter() {
    return delimiter;
  }

  @Override
  public String describe() {
    String parted =
        switch (delimiter) {
          case ',' -> "commas";
          case ';' -> "semicolons";
          case '\t' -> "tabs";
          case '|' -> "bars";
          default -> "'" + delimiter + "'";
        };
    return "%s, fields parted by %s".formatted(encoding.describe(), parted);
  }

  @Override
  public RawRows rows() throws IOException, UnusableFile {
    CsvRows rows = new CsvRows(path, encoding, delimiter);
    Optional<RawRow> _ = rows.next();
    return rows;
  }
}
