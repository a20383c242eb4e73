package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EndingsTest {
  private final Endings endings = new Endings();

  @Test
  void knowsWhichJobsAreOverAndWhy() {
    endings.jobCancelled("a");
    endings.studyCompleted("a");
    endings.studyCompleted("b");

    assertThat(endings.over("a")).hasValue("the job was cancelled");
    assertThat(endings.over("b")).hasValue("the study is over");
    assertThat(endings.over("c")).isEmpty();
  }

  @Test
  void knowsWhichAttemptsWereGivenUp() {
    endings.attemptLost("a-1-1");

    assertThat(endings.isLost("a-1-1")).isTrue();
    assertThat(endings.isLost("a-1-2")).isFalse();
  }
}
