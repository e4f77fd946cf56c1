package io.lambdax.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import net.spy.memcached.AddrUtil;
import net.spy.memcached.BinaryConnectionFactory;
import net.spy.memcached.DefaultConnectionFactory;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedMemcachedIT {
  @Test
  void infinispan_keepsBytes_overBothProtocols(@TempDir Path dir) throws Exception {
    try (EmbeddedMemcached cache = EmbeddedMemcached.startInfinispan(ServiceConfig.in(dir))) {
      assertThat(cache.kind()).isEqualTo("Infinispan");
      assertKeepsBytes(new MemcachedClient(AddrUtil.getAddresses(cache.servers())));
      assertKeepsBytes(
          new MemcachedClient(
              new BinaryConnectionFactory(), AddrUtil.getAddresses(cache.servers())));
    }
  }

  @Test
  void realProgram_whereThereIsOne_keepsBytes(@TempDir Path dir) throws Exception {
    assumeTrue(EmbeddedMemcached.program().isPresent(), "no memcached on the PATH");
    try (EmbeddedMemcached cache = EmbeddedMemcached.start(ServiceConfig.in(dir))) {
      assertThat(cache.kind()).isEqualTo("memcached");
      assertKeepsBytes(new MemcachedClient(AddrUtil.getAddresses(cache.servers())));
    }
  }

  @Test
  void two_areApart_andARestartIsEmpty(@TempDir Path a, @TempDir Path b) throws Exception {
    int port;
    try (EmbeddedMemcached first = EmbeddedMemcached.start(ServiceConfig.in(a));
        EmbeddedMemcached second = EmbeddedMemcached.start(ServiceConfig.in(b))) {
      port = first.port();
      MemcachedClient client =
          new MemcachedClient(
              new DefaultConnectionFactory(), AddrUtil.getAddresses(first.servers()));
      assertThat(client.set("key", 60, "here").get(5, TimeUnit.SECONDS)).isTrue();
      client.shutdown();
      assertThat(get(second.servers(), "key")).isNull();
    }
    try (EmbeddedMemcached again = EmbeddedMemcached.start(new ServiceConfig(a, port))) {
      assertThat(get(again.servers(), "key")).isNull();
    }
  }

  private static Object get(String servers, String key) throws Exception {
    MemcachedClient client = new MemcachedClient(AddrUtil.getAddresses(servers));
    try {
      return client.asyncGet(key).get(5, TimeUnit.SECONDS);
    } finally {
      client.shutdown();
    }
  }

  private static void assertKeepsBytes(MemcachedClient client) throws Exception {
    byte[] bytes = "{\"r\":0.25}".getBytes(StandardCharsets.UTF_8);
    try {
      assertThat(client.set("a-key", 60, bytes).get(5, TimeUnit.SECONDS)).isTrue();
      assertThat((byte[]) client.asyncGet("a-key").get(5, TimeUnit.SECONDS)).isEqualTo(bytes);
    } finally {
      client.shutdown();
    }
  }
}
