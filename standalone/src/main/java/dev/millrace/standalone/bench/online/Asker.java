package dev.millrace.standalone.bench.online;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Asks at a fixed rate, whether earlier questions have been answered or not. */
final class Asker implements AutoCloseable {

  private static final long SECOND_NANOS = 1_000_000_000;
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI address;
  private final OnlineLoad load;

  Asker(int port, OnlineLoad load) {
    this.address = URI.create("http://127.0.0.1:%d/ai/features/get".formatted(port));
    this.load = load;
  }

  /** Asks for series at random; the same seed asks for the same ones. */
  Latencies ask(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] nanos = new long[load.questions()];
    CompletableFuture<?>[] answers = new CompletableFuture<?>[nanos.length];
    long begun = System.nanoTime();
    for (int i = 0; i < nanos.length; i++) {
      long planned = begun + i * SECOND_NANOS / load.rate();
      waitUntil(planned);
      int place = i;
      answers[i] =
          client
              .sendAsync(question(random.nextInt(load.series())), BodyHandlers.ofString())
              .handle(
                  (answer, _) -> nanos[place] = right(answer) ? System.nanoTime() - planned : -1);
    }
    CompletableFuture.allOf(answers).join();
    return Latencies.of(nanos);
  }

  private static void waitUntil(long nanoTime) {
    for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static boolean right(@Nullable HttpResponse<String> answer) {
    return answer != null && answer.statusCode() == OK && answer.body().contains("\"lag_1\":");
  }

  private HttpRequest question(int series) {
    String body =
        "{\"tenant_id\":\"%s\",\"series\":[\"%s\"],\"target_variable\":\"%s\"}"
            .formatted(Meters.TENANT, Meters.series(series), Meters.VARIABLE);
    return HttpRequest.newBuilder(address)
        .header("content-type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
