package dev.millrace.hpo;

import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.hpo.pool.Recollection;
import dev.millrace.hpo.pool.Rights;
import dev.millrace.hpo.pool.TenantRights;
import dev.millrace.platform.config.Default;
import dev.millrace.platform.streams.StreamsSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How hpo-service runs.
 *
 * @param streams the Kafka Streams application
 * @param tick how often leases, workers and deadlines are looked at
 * @param lease a started attempt is lost when nothing is heard of it for so long
 * @param pickUp a proposed attempt is lost when no worker has started it for so long
 * @param workerExpiry a worker is gone when it is silent for so long
 * @param oldestHeartbeat heartbeats written longer ago say nothing about now
 * @param longestPause after a longer time without a tick leases start anew
 * @param hopeless a study whose first trials all fail is given up after so many
 * @param memory how long a finished study is remembered, so that late repeats are recognised
 * @param archive how long a finished study can be continued
 * @param archivedTrials most trials of such studies altogether, per pool; 0 = none
 * @param modelMemory how long the best parameters of a model's studies are remembered for warm
 *     starts
 * @param studiesPerModel most studies of which they are; 0 = no warm starts
 * @param weights of tenants in fair sharing, ≥ 1, as {@code acme=3,*=1}; {@code *} is everybody
 *     else
 * @param concurrentTrials most slots of a pool that a tenant may use at once, as {@code weights}
 * @param queuedJobs most jobs of a tenant that may wait for their first trial, as {@code weights}
 */
public record HpoServiceConfig(
    StreamsSettings streams,
    @Default("500ms") Duration tick,
    @Default("30s") Duration lease,
    @Default("60s") Duration pickUp,
    @Default("10s") Duration workerExpiry,
    @Default("60s") Duration oldestHeartbeat,
    @Default("10s") Duration longestPause,
    @Default("10") int hopeless,
    @Default("24h") Duration memory,
    @Default("7d") Duration archive,
    @Default("100000") int archivedTrials,
    @Default("90d") Duration modelMemory,
    @Default("8") int studiesPerModel,
    Map<String, String> weights,
    Map<String, String> concurrentTrials,
    Map<String, String> queuedJobs) {

  public static final String SECTION = "hpo-service";

  private static final String EVERYBODY_ELSE = "*";

  public HpoServiceConfig {
    if (!tick.isPositive() || tick.compareTo(longestPause) >= 0) {
      throw new IllegalArgumentException(
          "tick must be above 0 and below longest-pause %s, got %s".formatted(longestPause, tick));
    }
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("lease must be at least 1s, got " + lease);
    }
    weights = Map.copyOf(weights);
    concurrentTrials = Map.copyOf(concurrentTrials);
    queuedJobs = Map.copyOf(queuedJobs);
  }

  public PoolSettings pool() {
    return new PoolSettings(
        lease,
        pickUp,
        workerExpiry,
        oldestHeartbeat,
        longestPause,
        hopeless,
        new Recollection(memory, archive, archivedTrials, modelMemory, studiesPerModel),
        rights());
  }

  private Rights rights() {
    Set<String> named = new HashSet<>(weights.keySet());
    named.addAll(concurrentTrials.keySet());
    named.addAll(queuedJobs.keySet());
    named.remove(EVERYBODY_ELSE);
    return new Rights(
        named.stream().collect(Collectors.toMap(Function.identity(), this::rightsOf)),
        rightsOf(EVERYBODY_ELSE));
  }

  private TenantRights rightsOf(String tenant) {
    return new TenantRights(
        number("weights", weights, tenant, TenantRights.PLAIN.weight()),
        number("concurrent-trials", concurrentTrials, tenant, TenantRights.UNLIMITED),
        number("queued-jobs", queuedJobs, tenant, TenantRights.UNLIMITED));
  }

  private static int number(String key, Map<String, String> values, String tenant, int fallback) {
    @Nullable String text = values.getOrDefault(tenant, values.get(EVERYBODY_ELSE));
    if (text == null) {
      return fallback;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s of tenant %s must be a whole number, got %s".formatted(key, tenant, text), e);
    }
  }
}
