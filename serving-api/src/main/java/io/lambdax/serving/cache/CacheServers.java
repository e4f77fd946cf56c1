package io.lambdax.serving.cache;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import net.spy.memcached.MemcachedNode;
import net.spy.memcached.NodeLocator;

/** All Memcached servers, and which of them has a key. Thread-safe. */
final class CacheServers {
  private final NodeLocator locator;
  private final Map<SocketAddress, CacheServer> servers = new HashMap<>();

  CacheServers(NodeLocator locator) {
    this.locator = locator;
    for (MemcachedNode node : locator.getAll()) {
      SocketAddress address = node.getSocketAddress();
      servers.put(
          address, new CacheServer(address.toString(), probeKey(locator, address), node::isActive));
    }
  }

  /** Keys are spread evenly, so one is soon found. */
  private static String probeKey(NodeLocator locator, SocketAddress address) {
    for (int i = 0; ; i++) {
      String key = "lambdax-probe-" + i;
      if (locator.getPrimary(key).getSocketAddress().equals(address)) {
        return key;
      }
    }
  }

  CacheServer of(String key) {
    return Objects.requireNonNull(servers.get(locator.getPrimary(key).getSocketAddress()));
  }

  /** Those that are connected and failed last: a probe tells whether they answer again. */
  List<CacheServer> suspects() {
    return servers.values().stream().filter(CacheServer::isSuspect).toList();
  }

  int number() {
    return servers.size();
  }

  /** How many have a problem. */
  int ill() {
    return (int) servers.values().stream().filter(server -> server.problem().isPresent()).count();
  }

  /** What is wrong, in one line. */
  Optional<String> problem() {
    return servers.values().stream()
        .flatMap(server -> server.problem().stream())
        .findFirst()
        .map(
            first ->
                servers.size() == 1
                    ? first
                    : "%s (%d of %d servers)".formatted(first, ill(), servers.size()));
  }
}
