package dev.millrace.embedded.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * Listening sockets that were opened before the broker knows its own ports. A one-node quorum must
 * name its controller's port in its configuration; a port that is merely looked up as free can be
 * lost again before the controller binds it, a port that is already bound cannot.
 */
final class BoundSockets implements ServerSocketFactory, AutoCloseable {
  private final Map<String, ServerSocketChannel> channels = new ConcurrentHashMap<>();

  /** Binds a listener on loopback and gives its port; {@code port} 0 means any free one. */
  int bind(String listener, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
    } catch (BindException e) {
      channel.close();
      throw new BindException(
          "port %d of 127.0.0.1 cannot be taken: %s".formatted(port, e.getMessage()));
    }
    channels.put(listener, channel);
    return channel.socket().getLocalPort();
  }

  @Override
  public ServerSocketChannel openServerSocket(
      String listener, InetSocketAddress address, int backlog, int receiveBuffer)
      throws IOException {
    ServerSocketChannel channel = channels.get(listener);
    if (channel == null) {
      throw new IllegalStateException("no socket was bound for the listener " + listener);
    }
    channel.configureBlocking(false);
    return channel;
  }

  /** Closes what the broker has not closed itself. */
  @Override
  public void close() throws IOException {
    for (ServerSocketChannel channel : channels.values()) {
      channel.close();
    }
  }
}
