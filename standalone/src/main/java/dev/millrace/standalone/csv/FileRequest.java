package dev.millrace.standalone.csv;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a person says about a file; the rest is guessed.
 *
 * @param timeColumn column with the time of the observation
 * @param timePattern pattern of the times; empty = guessed from the first rows
 * @param zone where times without an offset were read off the clock
 * @param series name of the one series in the file
 * @param seriesColumn column that names the series instead
 * @param variables columns to read as values; empty = every column that holds numbers
 */
public record FileRequest(
    String timeColumn,
    Optional<String> timePattern,
    ZoneId zone,
    String series,
    Optional<String> seriesColumn,
    List<String> variables) {
  public FileRequest {
    variables = List.copyOf(variables);
  }
}
