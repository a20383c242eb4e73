package dev.millrace.standalone.ingest;

import dev.millrace.standalone.csv.CsvTable;
import dev.millrace.standalone.csv.FileRequest;
import dev.millrace.standalone.csv.MeasurementFile;
import dev.millrace.standalone.csv.RawTable;
import dev.millrace.standalone.csv.UnusableFile;
import dev.millrace.standalone.parquet.ParquetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens a file by what is in it, whatever its name ends with. */
public final class DataFile {
  private DataFile() {}

  /**
   * Looks into the file and works out how to read it.
   *
   * @throws UnusableFile with the file's name and what to do about it
   */
  public static MeasurementFile open(Path path, FileRequest request)
      throws IOException, UnusableFile {
    if (Files.isDirectory(path)) {
      throw new UnusableFile(path + " is a folder, not a file");
    }
    if (!Files.isReadable(path)) {
      throw new UnusableFile("cannot read " + path);
    }
    if (!Files.isRegularFile(path)) {
      throw new UnusableFile(path + " is no regular file; it is read more than once");
    }
    try {
      RawTable table =
          ParquetTable.isParquet(path)
              ? ParquetTable.open(path)
              : CsvTable.open(path, request.text());
      return MeasurementFile.of(table, request);
    } catch (UnusableFile e) {
      throw new UnusableFile("%s: %s".formatted(path, e.getMessage()));
    }
  }
}
