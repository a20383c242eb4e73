package dev.millrace.trainer.train;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.millrace.trainer.xgboost.Boosting;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what a checkpoint is made of; {@link CheckpointReader} reads it in the same order. */
record CheckpointWriter(DataOutputStream out) {
  /** Writes a part. */
  @FunctionalInterface
  interface Part<T> {
    void write(T value) throws IOException;
  }

  <T> void list(List<T> values, Part<T> part) throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      part.write(value);
    }
  }

  private void bytes(byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private void text(String text) throws IOException {
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
