package io.lambdax.local.services;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody listens on. */
public final class FreePort {
  private FreePort() {}

  /** A port of 127.0.0.1 that is free now; someone else may still take it before it is bound. */
  public static int find() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ServiceException("No free port on 127.0.0.1 (" + e.getMessage() + ")", e);
    }
  }
}
