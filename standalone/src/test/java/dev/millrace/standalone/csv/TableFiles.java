package dev.millrace.standalone.csv;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small files, and what is read from them. */
final class TableFiles {
  private final Path folder;

  TableFiles(Path folder) {
    this.folder = folder;
  }

  Path write(String text) throws IOException {
    return write(text, StandardCharsets.UTF_8);
  }

  Path write(String text, Charset charset) throws IOException {
    return Files.writeString(folder.resolve("file.csv"), text, charset);
  }

  MeasurementFile open(String text) throws Exception {
    return open(text, request());
  }

  MeasurementFile open(String text, FileRequest request) throws Exception {
    return open(write(text), request);
  }

  static MeasurementFile open(Path path, FileRequest request) throws Exception {
    return MeasurementFile.of(CsvTable.open(path, request.text()), request);
  }

  static FileRequest request() {
    return in(ZoneOffset.UTC);
  }

  static FileRequest in(ZoneId zone) {
    return FileRequest.guessing(zone, "s");
  }

  static FileRequest withTimeFormat(String pattern) {
    return withTimes(
        new FileRequest.Times(List.of(), Optional.of(pattern), Optional.empty(), ZoneOffset.UTC));
  }

  static FileRequest withTimes(FileRequest.Times times) {
    FileRequest request = request();
    return new FileRequest(
        request.text(),
        times,
        request.series(),
        request.fileSeries(),
        request.shape(),
        request.seriesColumns(),
        request.variableColumn(),
        request.variables());
  }

  static FileRequest withNames(
      List<String> seriesColumns, Optional<String> variableColumn, List<String> variables) {
    FileRequest request = request();
    return new FileRequest(
        request.text(),
        request.times(),
        request.series(),
        request.fileSeries(),
        request.shape(),
        seriesColumns,
        variableColumn,
        variables);
  }

  static List<Row> rows(MeasurementFile file) throws Exception {
    List<Row> all = new ArrayList<>();
    try (MeasurementRows rows = file.rows()) {
      for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
        all.add(row.get());
      }
    }
    return all;
  }

  static Row.Values sent(long line, String at, String series, Row.Value... values) {
    return new Row.Values(line, Instant.parse(at), series, List.of(values));
  }

  static Row.Value value(String variable, double value) {
    return new Row.Value(variable, value);
  }
}
