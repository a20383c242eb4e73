package dev.millrace.standalone.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A CSV file with a header, read row by row; whatever its size, one row is in memory. */
public final class MeasurementFile {
  private static final int SAMPLE_ROWS = 50;

  private final Path path;
  private final FileRequest request;
  private final Layout layout;

  private MeasurementFile(Path path, FileRequest request, Layout layout) {
    this.path = path;
    this.request = request;
    this.layout = layout;
  }

  /** Looks at the beginning of the file and works out how to read it. */
  public static MeasurementFile open(Path path, FileRequest request)
      throws IOException, UnusableFile {
    List<String> lines = firstLines(path);
    if (lines.size() < 2) {
      throw new UnusableFile("%s has no rows below its header".formatted(path));
    }
    char delimiter = Delimiter.guess(lines);
    List<List<String>> sample = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = reader(path, delimiter)) {
      reader.stream().limit(SAMPLE_ROWS + 1L).forEach(row -> sample.add(cells(row)));
    }
    List<String> header = sample.removeFirst();
    return new MeasurementFile(path, request, Layout.of(delimiter, header, sample, request));
  }

  public Layout layout() {
    return layout;
  }

  /** The rows in file order; close the stream. */
  public Stream<Row> rows() throws IOException {
    CsvReader<CsvRecord> reader = reader(path, layout.delimiter());
    return reader.stream().skip(1).map(this::row).onClose(() -> close(reader));
  }

  /** Number of lines in the file, for a progress bar; header included. */
  public long lines() throws IOException {
    try (Stream<String> lines = Files.lines(path)) {
      return lines.count();
    }
  }

  private Row row(CsvRecord csv) {
    long line = csv.getStartingLineNumber();
    List<String> cells = cells(csv);
    if (cells.size() != layout.columns()) {
      return new Row.Refused(
          line, "%d fields, the header has %d".formatted(cells.size(), layout.columns()));
    }
    String series = layout.series().map(cells::get).orElse(request.series());
    if (series.isEmpty()) {
      return new Row.Refused(line, "the series column is empty");
    }
    Map<String, Double> values = new HashMap<>();
    for (Map.Entry<String, Integer> variable : layout.variables().entrySet()) {
      String cell = cells.get(variable.getValue());
      OptionalDouble value = Numbers.parse(cell, layout.delimiter());
      if (value.isPresent()) {
        values.put(variable.getKey(), value.getAsDouble());
      } else if (!Numbers.isBlank(cell)) {
        return new Row.Refused(
            line, "'%s' in column '%s' is no number".formatted(cell, variable.getKey()));
      }
    }
    try {
      return new Row.Values(
          line, layout.timeFormat().parse(cells.get(layout.time())), series, values);
    } catch (UnreadableTime e) {
      return new Row.Refused(line, String.valueOf(e.getMessage()));
    }
  }

  private static List<String> cells(CsvRecord row) {
    return row.getFields().stream().map(String::strip).toList();
  }

  private static List<String> firstLines(Path path) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(path)) {
      List<String> lines = new ArrayList<>();
      Iterator<String> each = reader.lines().iterator();
      while (each.hasNext() && lines.size() < SAMPLE_ROWS) {
        String line = each.next();
        if (!line.isBlank()) {
          lines.add(line);
        }
      }
      return lines;
    }
  }

  private static CsvReader<CsvRecord> reader(Path path, char delimiter) throws IOException {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(true)
        .allowExtraFields(true)
        .allowMissingFields(true)
        .detectBomHeader(true)
        .ofCsvRecord(path);
  }

  private static void close(CsvReader<CsvRecord> reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
