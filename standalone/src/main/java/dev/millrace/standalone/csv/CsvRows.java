package dev.millrace.standalone.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;

/** The rows of a file of text, its header included; empty lines are no rows. */
final class CsvRows implements RawRows {
  /** Longest field, in characters: nobody's number, time or name, yet a bound on memory. */
  private static final int LONGEST_FIELD = 1 << 20;

  private final DecodingReader characters;
  private final CsvReader<RawRow> reader;
  private final Iterator<RawRow> rows;
  private final long size;
  private long line;

  CsvRows(Path path, Encoding encoding, char delimiter) throws IOException {
    size = Files.size(path);
    characters = new DecodingReader(path, encoding);
    reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LONGEST_FIELD)
            .build(new CsvRowBuilder(), characters);
    rows = reader.iterator();
  }

  @Override
  public Optional<RawRow> next() throws IOException, UnusableFile {
    try {
      if (!rows.hasNext()) {
        return Optional.empty();
      }
      RawRow row = rows.next();
      line = row.line();
      return Optional.of(row);
    } catch (CsvRowBuilder.TooLong e) {
      throw new UnusableFile(String.valueOf(e.getMessage()));
    } catch (CsvParseException e) {
      throw unreadable(e);
    } catch (UncheckedIOException e) {
      throw unreadable(e);
    }
  }

  private UnusableFile unreadable(RuntimeException e) throws IOException {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case NotInEncoding broken -> {
          return new UnusableFile(String.valueOf(broken.getMessage()));
        }
        case CsvRowBuilder.TooLong tooLong -> {
          return new UnusableFile(String.valueOf(tooLong.getMessage()));
        }
        case IOException io when io.getMessage() == null || !isAboutTheBuffer(io) -> throw io;
        default -> {}
      }
    }
    return new UnusableFile(
        "%s has a field of more than %,d characters; is a quote not closed, or is this no CSV file?"
            .formatted(line == 0 ? "the first row" : "the row after line " + line, LONGEST_FIELD));
  }

  private static boolean isAboutTheBuffer(IOException e) {
    return String.valueOf(e.getMessage()).contains("buffer size");
  }

  @Override
  public double share() {
    return size == 0 ? 1 : Math.min(1, (double) characters.bytesRead() / size);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
