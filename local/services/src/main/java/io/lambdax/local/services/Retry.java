package io.lambdax.local.services;

import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between finding a free port and binding it, another process may take it. */
final class Retry {
  private static final Logger log = LoggerFactory.getLogger(Retry.class);
  private static final int ATTEMPTS = 3;

  private Retry() {}

  /** Starts on the configured port, or on another free one each time that a start fails. */
  static <T> T onFreePort(ServiceConfig config, IntFunction<T> start) {
    int attempts = config.port() == 0 ? ATTEMPTS : 1;
    for (int attempt = 1; ; attempt++) {
      int port = config.choosePort();
      try {
        return start.apply(port);
      } catch (PortTakenException e) {
        if (attempt == attempts) {
          throw new ServiceException(e.getMessage(), e);
        }
        log.info("Port {} was taken meanwhile, trying another", port);
      }
    }
  }

  /** The port was taken. */
  static final class PortTakenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    PortTakenException(String service, int port, Throwable cause) {
      super(service + " cannot listen on 127.0.0.1:" + port + ": that port is taken", cause);
    }
  }
}
