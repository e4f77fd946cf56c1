package io.lambdax.ops;

import com.typesafe.config.Config;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a part listens: {@code lambdax.http} in the configuration.
 *
 * @param host address to bind
 * @param port 0..65535; 0 = any free one
 * @param portFile file that the bound port is written to
 */
public record HttpSettings(String host, int port, Optional<Path> portFile) {
  public HttpSettings {
    Objects.requireNonNull(portFile, "portFile");
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "lambdax.http.host is empty: give an address, such as 127.0.0.1");
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException(
          "lambdax.http.port is " + port + ": give a port from 1 to 65535, or 0 for any free one");
    }
  }

  /** Loopback, any free port, no port file. */
  public static HttpSettings anyPort() {
    return new HttpSettings("127.0.0.1", 0, Optional.empty());
  }

  /** Reads {@code lambdax.http} from a whole, resolved configuration. */
  public static HttpSettings from(Config config) {
    Config http = config.getConfig("lambdax.http");
    String file = http.getString("port-file");
    return new HttpSettings(
        http.getString("host"),
        http.getInt("port"),
        file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
  }

  /** Writes the bound port to the port file, if there is one; a reader never sees half of it. */
  public void announce(int boundPort) {
    portFile.ifPresent(file -> AtomicFile.write(file, boundPort + "\n"));
  }
}
