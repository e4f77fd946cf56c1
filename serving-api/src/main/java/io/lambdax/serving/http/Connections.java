package io.lambdax.serving.http;

import com.typesafe.config.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * What one connection may send and all of them may hold, from {@code lambdax.serving}.
 *
 * @param headerBytes most bytes of a request line and its headers
 * @param idle after so long without a byte in either direction a connection is closed
 * @param most connections at a time; further ones wait until the system accepts them
 */
public record Connections(int headerBytes, Duration idle, int most) {
  private static final Duration THREAD_IDLE = Duration.ofMinutes(1);
  private static final int SMALLEST = 1024;
  private static final int LARGEST = 1 << 20;

  /** Longer than the comments that keep a stream of events alive are apart. */
  private static final Duration SHORTEST_IDLE = Duration.ofSeconds(20);

  public Connections {
    require(
        headerBytes >= SMALLEST && headerBytes <= LARGEST,
        "header-size",
        headerBytes,
        "from 1KiB to 1MiB");
    require(idle.compareTo(SHORTEST_IDLE) >= 0, "idle-timeout", idle, "at least 20s");
    require(most >= 1, "connections", most, "1 or more");
  }

  /** Reads a whole, resolved configuration. */
  public static Connections from(Config config) {
    Config serving = config.getConfig("lambdax.serving");
    return new Connections(
        (int) Math.min(LARGEST + 1L, serving.getBytes("header-size")),
        serving.getDuration("idle-timeout"),
        serving.getInt("connections"));
  }

  private static void require(boolean right, String key, Object value, String expected) {
    if (!right) {
      throw new IllegalArgumentException(
          "lambdax.serving." + key + " is " + value + ": give " + expected);
    }
  }

  /** A connection has at most one task waiting, so the queue is never full. */
  QueuedThreadPool threads(int threads) {
    int first = Math.min(8, threads);
    return new QueuedThreadPool(
        threads,
        first,
        (int) THREAD_IDLE.toMillis(),
        new BlockingArrayQueue<>(first, first, 2 * Math.max(most, threads)));
  }

  Connector connector(Server server, HttpConfiguration http, ServerSocketChannel socket) {
    http.setRequestHeaderSize(headerBytes);
    // A body that is too large is refused before it comes, not awaited.
    http.setDelayDispatchUntilContent(false);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setIdleTimeout(idle.toMillis());
    try {
      connector.open(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.addBean(new ConnectionLimit(most, connector));
    return connector;
  }
}
