package dev.millrace.standalone.csv;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;

/** A table of measurements: what is in it, and its rows as values. */
public final class MeasurementFile {
  private final RawTable table;
  private final FileRequest request;
  private final Layout layout;

  private MeasurementFile(RawTable table, FileRequest request, Layout layout) {
    this.table = table;
    this.request = request;
    this.layout = layout;
  }

  /** Looks at the beginning of the table and works out how to read it. */
  public static MeasurementFile of(RawTable table, FileRequest request)
      throws IOException, UnusableFile {
    Sample sample = Sample.of(table);
    Layout layout = new LayoutGuess(sample, request, table.delimiter()).layout();
    return new MeasurementFile(table, request, layout);
  }

  /** How it is read and what is left out, in one line. */
  public String describe() {
    return "reading %s; %s".formatted(layout.describe(), table.describe());
  }

  /** Where times without an offset were read off the clock. */
  public ZoneId zone() {
    return layout.time().zone();
  }

  /** Whether columns name the series, so that there may be several. */
  public boolean namesSeries() {
    return !layout.series().isEmpty();
  }

  /** The variables, as far as their names stand in the header. */
  public List<String> variables() {
    return layout.variable().isPresent()
        ? List.of()
        : layout.values().stream().map(Layout.Value::name).toList();
  }

  /**
   * Everything that decides what the file's bytes mean: the same bytes read in the same way are the
   * same measurements.
   */
  public String reading() {
    return String.join(
        "\n",
        table.describe(),
        layout.toString(),
        request.series().orElse(""),
        request.fileSeries());
  }

  /** The rows in file order. */
  public MeasurementRows rows() throws IOException, UnusableFile {
    return new MeasurementRows(table.rows(), layout, request);
  }
}
