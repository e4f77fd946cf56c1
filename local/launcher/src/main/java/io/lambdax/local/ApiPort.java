package io.lambdax.local;

import io.lambdax.local.services.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The one port that the user knows. */
final class ApiPort {
  private ApiPort() {}

  /** Says at once, not after a minute of starting, that the port is taken. */
  static void demandFree(int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new LaunchException(
          "Port %d cannot be listened on (%s): stop what uses it, or give another with --port"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  static int choose(int port) {
    return port == 0 ? FreePort.find() : port;
  }
}
