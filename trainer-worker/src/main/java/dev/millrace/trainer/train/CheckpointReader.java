package dev.millrace.trainer.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.trainer.xgboost.Boosting;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@link CheckpointWriter} wrote. */
record CheckpointReader(DataInputStream in) {
  /** Reads a part. */
  @FunctionalInterface
  interface Source<T> {
    T read() throws IOException;
  }

  <T> List<T> list(Source<T> source) throws IOException {
    int size = in.readInt();
    List<T> values = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      values.add(source.read());
    }
    return values;
  }

  private byte[] bytes() throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  private String text() throws IOException {
    return new String(bytes(), UTF_8);
  }

  Map<String, String> texts() throws IOException {
    int size = in.readInt();
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      texts.put(text(), text());
    }
    return texts;
  }

  Boosting.Snapshot model() throws IOException {
    int rounds = in.readInt();
    long nanos = in.readLong();
    return new Boosting.Snapshot(bytes(), rounds, nanos);
  }

  Checkpoint.Search search() throws IOException {
    var rule = new StoppingRule(list(this::threshold), in.readDouble(), in.readDouble(), text());
    var position = new StoppingRule.Position(in.readDouble(), in.readDouble(), in.readDouble());
    var best = new EarlyStopping.Best(in.readDouble(), in.readInt());
    return new Checkpoint.Search(rule, position, best, list(this::step), step(), metrics());
  }

  private StoppingRule.Threshold threshold() throws IOException {
    return new StoppingRule.Threshold(in.readDouble(), in.readDouble());
  }

  private Step step() throws IOException {
    return new Step(in.readInt(), in.readDouble(), in.readDouble());
  }

  private Map<String, Double> metrics() throws IOException {
    Map<String, Double> metrics = new TreeMap<>();
    for (Map.Entry<String, Double> metric : list(() -> Map.entry(text(), in.readDouble()))) {
      metrics.put(metric.getKey(), metric.getValue());
    }
    return metrics;
  }
}
