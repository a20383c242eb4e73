package dev.millrace.embedded.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A PostgreSQL server with one database, {@value #DATABASE}, owned by a user of that name. It
 * listens on loopback, and takes no connection without a password.
 *
 * <p>The launcher always passes {@code -F} (no fsync); a later {@code fsync=on} on the command line
 * outweighs it, and is given unless the data may be lost.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  public static final String DATABASE = "millrace";
  public static final String USER = "millrace";

  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final EmbeddedPostgres server;
  private final String password;

  private EmbeddedDatabase(EmbeddedPostgres server, String password) {
    this.server = server;
    this.password = password;
  }

  /**
   * What a server is started with.
   *
   * @param directory holds the data, and the server's own files unless it is for passing use
   * @param port 0 for any free one
   * @param durable whether a power cut may cost nothing
   */
  public record Setup(
      Path directory, int port, boolean durable, String adminPassword, String userPassword) {
    Path data() {
      return directory.resolve("data");
    }
  }

  /** Starts the server, after stopping an orphan that an earlier process left on the folder. */
  public static EmbeddedDatabase start(Setup setup)
      throws IOException, SQLException, InterruptedException {
    OrphanedServer.stop(setup.data());
    int port = portFor(setup);
    FirstStart firstStart = new FirstStart(setup);
    boolean first = firstStart.isNeeded();
    if (first) {
      firstStart.clean();
    }
    EmbeddedPostgres server = launch(setup, port, first);
    try {
      if (first) {
        firstStart.finish(server);
      }
      return new EmbeddedDatabase(server, setup.userPassword());
    } catch (IOException | SQLException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** Binds the port for a moment: the launcher itself would wait a minute to find it taken. */
  private static int portFor(Setup setup) throws IOException {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), setup.port()));
      return probe.getLocalPort();
    } catch (BindException e) {
      throw new BindException(
          "port %d of 127.0.0.1 cannot be taken: %s".formatted(setup.port(), e.getMessage()));
    }
  }

  private static EmbeddedPostgres launch(Setup setup, int port, boolean first) throws IOException {
    var builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(setup.data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_LIMIT)
            .setPort(port)
            .setLocaleConfig("locale", "C.UTF-8")
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("unix_socket_directories", "")
            .setServerConfig("shared_buffers", "64MB")
            .setServerConfig("fsync", setup.durable() ? "on" : "off");
    if (setup.durable()) {
      // Kept with the data: a shared temporary folder may be swept while the server runs.
      builder.setOverrideWorkingDirectory(setup.directory().resolve("server").toFile());
    }
    if (!first) {
      builder.setConnectConfig("password", setup.adminPassword());
    }
    return builder.start();
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(server.getPort(), DATABASE);
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
