package dev.millrace.standalone.terminal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was and what is to come: two curves side by side, parted by a vertical line at the moment of
 * the forecast. Points of both are equally far apart in time.
 */
public record ForecastChart(List<Double> history, List<Double> forecast, int width, int height) {
  private static final int LABEL = 9;

  public ForecastChart {
    history = List.copyOf(history);
    forecast = List.copyOf(forecast);
    if (forecast.isEmpty()) {
      throw new IllegalArgumentException("a forecast must have at least one point");
    }
    if (width < 30 || height < 3) {
      throw new IllegalArgumentException(
          "a chart must be at least 30 × 3, got %d × %d".formatted(width, height));
    }
  }

  /** The chart's lines from the top; values at the left edge, captions below. */
  public List<String> lines() {
    int columns = width - LABEL - 3;
    int left = Math.max(1, columns * history.size() / (history.size() + forecast.size()));
    DoubleSummaryStatistics range =
        Stream.concat(history.stream(), forecast.stream())
            .filter(Double::isFinite)
            .mapToDouble(Double::doubleValue)
            .summaryStatistics();
    List<String> was = curve(history, left, range);
    List<String> comes = curve(forecast, columns - left, range);
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < height; row++) {
      lines.add(label(row, range) + " ┤" + was.get(row) + "│" + comes.get(row).stripTrailing());
    }
    lines.add(" ".repeat(LABEL) + " └" + "─".repeat(left) + "┴" + "─".repeat(columns - left));
    lines.add(captions(left));
    return List.copyOf(lines);
  }

  private List<String> curve(List<Double> values, int columns, DoubleSummaryStatistics range) {
    if (values.isEmpty()) {
      return Collections.nCopies(height, " ".repeat(columns));
    }
    Braille canvas = new Braille(columns, height);
    for (int i = 0; i < values.size(); i++) {
      int next = Math.min(i + 1, values.size() - 1);
      if (Double.isFinite(values.get(i)) && Double.isFinite(values.get(next))) {
        canvas.line(
            x(i, values.size(), canvas),
            y(values.get(i), range, canvas),
            x(next, values.size(), canvas),
            y(values.get(next), range, canvas));
      }
    }
    return canvas.lines();
  }

  private static int x(int index, int points, Braille canvas) {
    return points == 1 ? 0 : (int) Math.round((double) index * (canvas.width() - 1) / (points - 1));
  }

  private static int y(double value, DoubleSummaryStatistics range, Braille canvas) {
    double span = range.getMax() - range.getMin();
    double share = span == 0 ? 0.5 : (value - range.getMin()) / span;
    return (int) Math.round((1 - share) * (canvas.height() - 1));
  }

  private String label(int row, DoubleSummaryStatistics range) {
    boolean shown = row == 0 || row == height - 1 || row == height / 2;
    double share = 1 - (double) row / (height - 1);
    double value = range.getMin() + share * (range.getMax() - range.getMin());
    return String.format("%" + LABEL + "s", shown ? Words.number(value) : "");
  }

  private String captions(int left) {
    String was = "measured, last " + history.size();
    String comes = "forecast, next " + forecast.size();
    String shortened = was.length() > left ? "" : was;
    return " ".repeat(LABEL + 2) + shortened + " ".repeat(left + 1 - shortened.length()) + comes;
  }
}
