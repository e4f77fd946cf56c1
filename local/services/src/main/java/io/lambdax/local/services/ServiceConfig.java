package io.lambdax.local.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a service lives.
 *
 * @param directory the directory that holds all it has; created when missing; made absolute
 * @param port the port its clients connect to, 0 = any free one
 */
public record ServiceConfig(Path directory, int port) {
  public ServiceConfig {
    directory = directory.toAbsolutePath().normalize();
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "port " + port + ": give a port from 1 to 65535, or 0 for any free one");
    }
  }

  /** That directory, any free port. */
  public static ServiceConfig in(Path directory) {
    return new ServiceConfig(directory, 0);
  }

  /** The port to try now: the given one, or one that is free at this moment. */
  int choosePort() {
    return port == 0 ? FreePort.find() : port;
  }

  Path createDirectory(String service) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new ServiceException(
          service
              + " cannot create its directory "
              + directory
              + " ("
              + e
              + "): give a data directory that this user may write",
          e);
    }
  }
}
