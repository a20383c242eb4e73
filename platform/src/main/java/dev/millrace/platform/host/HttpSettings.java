package dev.millrace.platform.host;

import dev.millrace.platform.config.Default;

/**
 * Where a process listens for HTTP.
 *
 * @param host address; loopback unless told otherwise
 * @param port port, 0 = any free one
 */
public record HttpSettings(@Default("127.0.0.1") String host, @Default("8080") int port) {
  public HttpSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be between 0 and 65535, got " + port);
    }
  }
}
