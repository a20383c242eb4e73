package dev.millrace.features;

import dev.millrace.platform.host.ServiceHost;

/** Runs the feature store as its own process. */
public final class FeatureStoreMain {
  private FeatureStoreMain() {}

  public static void main(String[] args) {
    ServiceHost.run(FeatureStore.NAME);
  }
}
