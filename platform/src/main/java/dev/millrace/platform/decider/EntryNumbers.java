package dev.millrace.platform.decider;

import java.util.Arrays;
import java.util.stream.LongStream;

/** Numbers of a log's entries: a list that only grows, packed, since there are millions. */
final class EntryNumbers {
  private static final int FIRST_CAPACITY = 4;

  private long[] numbers = new long[FIRST_CAPACITY];
  private int size;

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, size + size / 2);
    }
    numbers[size++] = number;
  }

  LongStream stream() {
    return Arrays.stream(numbers, 0, size);
  }
}
