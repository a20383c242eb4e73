package dev.millrace.standalone.demo;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A table that nobody measured: a pure function of seed, start and length. */
public interface MadeUpData {

  /** What is known to be wrong with a series, and when; both ends lie inside. */
  record Label(String series, Instant from, Instant until, String kind) {}

  /** Names of the columns. */
  List<String> header();

  /** The rows as CSV, in the order of time. */
  Stream<String> rows();

  /** The labelled anomalies; empty where there are none. */
  List<Label> labels();
}
