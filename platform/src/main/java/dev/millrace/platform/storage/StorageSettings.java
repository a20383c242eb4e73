package dev.millrace.platform.storage;

import dev.millrace.platform.config.Default;

/**
 * Where objects are kept.
 *
 * @param endpoint URL of a server with the S3 API
 * @param region its region
 * @param bucket bucket that everything lies in; made when missing
 * @param accessKey user
 * @param secretKey password
 */
public record StorageSettings(
    String endpoint,
    @Default("us-east-1") String region,
    @Default("millrace") String bucket,
    String accessKey,
    String secretKey) {

  public StorageSettings {
    if (!endpoint.startsWith("http://") && !endpoint.startsWith("https://")) {
      throw new IllegalArgumentException(
          "endpoint must begin with http:// or https://, got " + endpoint);
    }
  }

  @Override
  public String toString() {
    return "StorageSettings[endpoint=" + endpoint + ", bucket=" + bucket + "]";
  }
}
