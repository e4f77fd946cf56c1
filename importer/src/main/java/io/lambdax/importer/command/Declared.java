package io.lambdax.importer.command;

import com.typesafe.config.Config;
import io.lambdax.importer.fetch.Fetcher;
import io.lambdax.importer.fetch.HttpLimits;
import io.lambdax.importer.format.FileParser;
import io.lambdax.importer.lake.Fetch;
import io.lambdax.importer.lake.Parser;
import io.lambdax.importer.source.Source;
import io.lambdax.importer.source.Sources;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The sources as they are declared, and the means to fetch and read them. */
final class Declared {
  private Declared() {}

  static List<Source> sources(Config config) {
    String where = config.getString("lambdax.importer.sources");
    return switch (where) {
      case "sample" -> Sources.sample();
      case "replay" -> Sources.replay();
      default -> Sources.load(Path.of(where));
    };
  }

  static Fetch fetch(Config config, Clock clock) {
    Config http = config.getConfig("lambdax.importer.http");
    HttpLimits limits =
        new HttpLimits(
            http.getDuration("connect-timeout"),
            http.getDuration("request-timeout"),
            http.getDuration("body-timeout"),
            http.getInt("attempts"),
            http.getDuration("backoff"),
            http.getDuration("backoff-max"),
            http.getBytes("max-size"),
            proxy(http.getString("proxy")));
    return new Fetcher(limits, clock)::fetch;
  }

  static Parser parser() {
    return FileParser::parse;
  }

  private static Optional<InetSocketAddress> proxy(String hostAndPort) {
    if (hostAndPort.isBlank()) {
      return Optional.empty();
    }
    URI address = URI.create("proxy://" + hostAndPort);
    if (address.getHost() == null || address.getPort() < 0) {
      throw new IllegalArgumentException(
          "lambdax.importer.http.proxy = '" + hostAndPort + "' must be host:port");
    }
    return Optional.of(new InetSocketAddress(address.getHost(), address.getPort()));
  }
}
