package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentWatchTest {
  @Test
  void noticesThatStandardInputHasEnded() throws Exception {
    var ended = new CountDownLatch(1);
    var parent = new PipedOutputStream();
    ParentWatch.start(new PipedInputStream(parent), ended::countDown);
    parent.write('\n');
    parent.flush();
    assertThat(ended.getCount()).isEqualTo(1);

    parent.close();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }
}
