package dev.millrace.trainer.xgboost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a rank listens for its neighbours while the ranks meet. XGBoost waits there without end for
 * a neighbour that has died since it was announced. Whoever knows better knocks: what enters then
 * speaks no word, and XGBoost gives up.
 */
public final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);
  private static final int CONNECT_MILLIS = 1000;
  private static final long KNOCK_AGAIN_MILLIS = 500;

  private final int port = freePort();
  private final CountDownLatch calledOff = new CountDownLatch(1);
  private final CountDownLatch passed = new CountDownLatch(1);

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free for the other ranks", e);
    }
  }

  int port() {
    return port;
  }

  /** Nobody needs to be waited for any more; may be called from any thread, and does not wait. */
  public void callOff() {
    calledOff.countDown();
  }

  /** Until it is closed, whoever is in is let go when it is called off, or after so long. */
  Passage open(Duration patience) {
    Thread.ofVirtual().name("entrance-" + port).start(() -> watch(patience));
    return passed::countDown;
  }

  private void watch(Duration patience) {
    try {
      long until = System.nanoTime() + patience.toNanos();
      while (calledOff.getCount() > 0 && until - System.nanoTime() > 0) {
        if (passed.await(KNOCK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
      do {
        knock();
      } while (!passed.await(KNOCK_AGAIN_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void knock() {
    try (Socket caller = new Socket()) {
      caller.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
    } catch (IOException e) {
      LOG.atDebug().addKeyValue("port", port).setCause(e).log("nobody is at the entrance");
    }
  }

  /** From waiting to having met, or given up. */
  interface Passage extends AutoCloseable {
    @Override
    void close();
  }
}
