package io.lambdax.local.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a server that was just started. */
final class Waiting {
  private static final int READ_MILLIS = 2000;
  private static final int PAUSE_MILLIS = 50;

  private Waiting() {}

  /** Whether it said its first byte, as MariaDB does unasked, in time and while alive. */
  static boolean forGreeting(int port, Duration within, BooleanSupplier alive) {
    return await(port, within, alive, socket -> socket.getInputStream().read() >= 0);
  }

  /** Whether it took a connection, in time and while alive. */
  static boolean forConnection(int port, Duration within, BooleanSupplier alive) {
    return await(port, within, alive, Socket::isConnected);
  }

  private interface Sign {
    boolean seen(Socket socket) throws IOException;
  }

  private static boolean await(int port, Duration within, BooleanSupplier alive, Sign sign) {
    long deadline = System.nanoTime() + within.toNanos();
    while (alive.getAsBoolean() && System.nanoTime() < deadline) {
      if (seen(port, sign)) {
        return alive.getAsBoolean();
      }
      try {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static boolean seen(int port, Sign sign) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), READ_MILLIS);
      socket.setSoTimeout(READ_MILLIS);
      return sign.seen(socket);
    } catch (IOException e) {
      return false;
    }
  }
}
