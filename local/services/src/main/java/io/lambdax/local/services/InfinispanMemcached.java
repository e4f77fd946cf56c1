package io.lambdax.local.services;

import io.lambdax.local.services.Retry.PortTakenException;
import org.infinispan.commons.dataconversion.MediaType;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.configuration.global.ShutdownHookBehavior;
import org.infinispan.eviction.EvictionStrategy;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.server.memcached.MemcachedServer;
import org.infinispan.server.memcached.configuration.MemcachedServerConfigurationBuilder;

/** Infinispan's Memcached endpoint over a local cache of a bounded number of entries. */
final class InfinispanMemcached implements AutoCloseable {
  private static final String CACHE = "memcached";
  private static final int MAX_ENTRIES = 5000;

  private final DefaultCacheManager manager;
  private final MemcachedServer server;

  private InfinispanMemcached(DefaultCacheManager manager, MemcachedServer server) {
    this.manager = manager;
    this.server = server;
  }

  static InfinispanMemcached start(int port) {
    GlobalConfigurationBuilder global = new GlobalConfigurationBuilder().nonClusteredDefault();
    global.defaultCacheName(CACHE).jmx().disable();
    global.shutdown().hookBehavior(ShutdownHookBehavior.DONT_REGISTER);
    ConfigurationBuilder cache = new ConfigurationBuilder();
    cache.encoding().key().mediaType(MediaType.APPLICATION_OBJECT_TYPE);
    cache.encoding().value().mediaType(MediaType.APPLICATION_OCTET_STREAM_TYPE);
    // By count: only off-heap caches can be bounded by bytes under keys that are objects.
    cache.memory().maxCount(MAX_ENTRIES).whenFull(EvictionStrategy.REMOVE);
    DefaultCacheManager manager = new DefaultCacheManager(global.build(), false);
    manager.defineConfiguration(CACHE, cache.build());
    MemcachedServer server = new MemcachedServer();
    try {
      manager.start();
      server.start(
          new MemcachedServerConfigurationBuilder()
              .host("127.0.0.1")
              .port(port)
              .ioThreads(2)
              .defaultCacheName(CACHE)
              .build(),
          manager);
      server.postStart();
    } catch (RuntimeException e) {
      manager.stop();
      if (BindFailure.in(e)) {
        throw new PortTakenException("Memcached", port, e);
      }
      throw new ServiceException("Memcached (Infinispan) cannot start: " + e.getMessage(), e);
    }
    return new InfinispanMemcached(manager, server);
  }

  @Override
  public void close() {
    server.stop();
    manager.stop();
  }
}
