package dev.millrace.standalone.cli;

import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.client.ServerUnreachable;
import dev.millrace.standalone.up.ServerAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which running Millrace a command talks to. */
final class ServerOptions {
  @Mixin private FolderOptions folder = new FolderOptions();

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Base URL of a running Millrace (default: the one on the data folder).")
  private Optional<URI> server = Optional.empty();

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      defaultValue = "default",
      description = "Tenant (default: ${DEFAULT-VALUE}).")
  private String tenant = "default";

  String tenant() {
    return tenant;
  }

  boolean json() {
    return folder.json();
  }

  FolderOptions folder() {
    return folder;
  }

  /** A client of the server, which has answered. */
  MillraceClient connect(Surroundings surroundings) {
    if (server.isPresent()) {
      requireHttp(server.get());
      return answering(server.get(), "no Millrace answers at " + server.get());
    }
    Path data = folder.dataFolder(surroundings);
    String hint =
        "no Millrace is running on %s; start one with: millrace up, or name one with --server"
            .formatted(data);
    return answering(
        address(surroundings).orElseThrow(() -> new ServerUnreachable(hint, null)).url(), hint);
  }

  private static void requireHttp(URI url) {
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw new CommandFailed(
          ExitCode.USAGE, "--server must be a URL such as http://127.0.0.1:8080, got " + url);
    }
  }

  /** What the data folder says about its server. */
  Optional<ServerAddress> address(Surroundings surroundings) {
    Path data = folder.dataFolder(surroundings);
    try {
      return ServerAddress.read(data);
    } catch (IOException e) {
      throw new ServerUnreachable("cannot read the server's address in " + data, e);
    }
  }

  private static MillraceClient answering(URI url, String hint) {
    MillraceClient client = new MillraceClient(url);
    if (!client.answers()) {
      client.close();
      throw new ServerUnreachable(hint, null);
    }
    return client;
  }
}
