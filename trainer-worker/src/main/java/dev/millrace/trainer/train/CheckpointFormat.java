package dev.millrace.trainer.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.trainer.xgboost.Boosting;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checkpoints as bytes, big-endian: the magic word, the version of the format, what was trained by
 * name, the models, the measurements. Whoever changes what is written, or how the same assignment
 * is trained, raises the version: no program goes on from what another one meant differently.
 */
public final class CheckpointFormat {
  static final int VERSION = 1;

  /** "MILLCKPT". */
  private static final long MAGIC = 0x4D494C4C434B5054L;

  private CheckpointFormat() {}

  /** Writes a part. */
  @FunctionalInterface
  private interface Part<T> {
    void write(T value) throws IOException;
  }

  /** Reads a part. */
  @FunctionalInterface
  private interface Source<T> {
    T read() throws IOException;
  }

  /**
   * Writes a checkpoint.
   *
   * @param of what was trained, by name: everything that decides the bytes of its models
   */
  public static void write(SortedMap<String, String> of, Checkpoint checkpoint, OutputStream to)
      throws IOException {
    var out = new DataOutputStream(to);
    out.writeLong(MAGIC);
    out.writeInt(VERSION);
    var writer = new Writer(out);
    writer.texts(of);
    writer.list(checkpoint.models(), writer::model);
    writer.list(checkpoint.search().stream().toList(), writer::search);
    out.flush();
  }

  /**
   * Reads a checkpoint of the same training.
   *
   * @throws UnusableCheckpoint when it is of another one, or none at all; says which
   */
  public static Checkpoint read(SortedMap<String, String> of, InputStream from) {
    var in = new DataInputStream(from);
    try {
      if (in.readLong() != MAGIC) {
        throw new UnusableCheckpoint("it is no checkpoint");
      }
      int version = in.readInt();
      if (version != VERSION) {
        throw new UnusableCheckpoint(
            "its format is version %d, not %d".formatted(version, VERSION));
      }
      var reader = new Reader(in);
      requireSame(of, reader.texts());
      List<Boosting.Snapshot> models = reader.list(reader::model);
      return new Checkpoint(models, reader.list(reader::search).stream().findFirst());
    } catch (EOFException e) {
      throw new UnusableCheckpoint("it is cut short");
    } catch (IOException | IllegalArgumentException e) {
      throw new UnusableCheckpoint("it cannot be read: " + e.getMessage());
    }
  }

  private static void requireSame(SortedMap<String, String> wanted, Map<String, String> found) {
    Map<String, String> names = new TreeMap<>(wanted);
    names.putAll(found);
    for (String name : names.keySet()) {
      String expected = wanted.getOrDefault(name, "");
      String actual = found.getOrDefault(name, "");
      if (!expected.equals(actual)) {
        throw new UnusableCheckpoint("its %s is '%s', not '%s'".formatted(name, actual, expected));
      }
    }
  }

  private record Writer(DataOutputStream out) {
    <T> void list(List<T> values, Part<T> part) throws IOException {
      out.writeInt(values.size());
      for (T value : values) {
        part.write(value);
      }
    }

    void bytes(byte[] bytes) throws IOException {
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    void text(String text) throws IOException {
      bytes(text.getBytes(UTF_8));
    }

    void texts(SortedMap<String, String> texts) throws IOException {
      out.writeInt(texts.size());
      for (Map.Entry<String, String> text : texts.entrySet()) {
        text(text.getKey());
        text(text.getValue());
      }
    }

    void model(Boosting.Snapshot model) throws IOException {
      out.writeInt(model.rounds());
      out.writeLong(model.nanos());
      bytes(model.state());
    }

    void search(Checkpoint.Search search) throws IOException {
      list(search.rule().thresholds(), this::threshold);
      out.writeDouble(search.rule().patience());
      out.writeDouble(search.rule().minImprovement());
      text(search.rule().reason());
      out.writeDouble(search.position().best());
      out.writeDouble(search.position().improvedTo());
      out.writeDouble(search.position().improvedAt());
      out.writeDouble(search.best().value());
      out.writeInt(search.best().step());
      list(search.curve(), this::step);
      step(search.counted());
      list(List.copyOf(new TreeMap<>(search.metrics()).entrySet()), this::metric);
    }

    private void threshold(StoppingRule.Threshold threshold) throws IOException {
      out.writeDouble(threshold.budgetShare());
      out.writeDouble(threshold.bound());
    }

    private void step(Step step) throws IOException {
      out.writeInt(step.number());
      out.writeDouble(step.budgetShare());
      out.writeDouble(step.value());
    }

    private void metric(Map.Entry<String, Double> metric) throws IOException {
      text(metric.getKey());
      out.writeDouble(metric.getValue());
    }
  }

  private record Reader(DataInputStream in) {
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
}
