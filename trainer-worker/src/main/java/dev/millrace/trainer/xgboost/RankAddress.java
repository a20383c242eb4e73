package dev.millrace.trainer.xgboost;

import java.time.Duration;

/** Where the ranks of one training meet. */
public record RankAddress(String host, int port) {
  public RankAddress {
    checked(host);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port must be from 1 to 65535, got " + port);
    }
  }

  /** A host name or an address; nothing that would have to be quoted. */
  static String checked(String host) {
    if (!host.matches("[0-9A-Za-z.:_-]+")) {
      throw new IllegalArgumentException("host must be a name or an address, got '" + host + "'");
    }
    return host;
  }

  /** XGBoost counts whole seconds, and takes 0 for ever. */
  static long seconds(Duration duration) {
    return Math.max(1, duration.toSeconds());
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
