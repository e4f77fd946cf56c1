package io.lambdax.local.services;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/**
 * The services for tests: each starts when first asked for, once per JVM, in a directory of this
 * JVM's own under {@code target/}, and stops when the JVM does. Tests that share one keep apart by
 * names: topics, directories, databases {@code lambdax_...}.
 */
public final class TestServices {
  private static final Path ROOT =
      Path.of("target", "services", Long.toString(ProcessHandle.current().pid())).toAbsolutePath();
  private static final Deque<AutoCloseable> started = new ArrayDeque<>();

  private TestServices() {}

  public static EmbeddedKafka kafka() {
    return Kafka.SERVICE;
  }

  public static EmbeddedHdfs hdfs() {
    return Hdfs.SERVICE;
  }

  public static EmbeddedMariaDb mariaDb() {
    return MariaDb.SERVICE;
  }

  public static EmbeddedMemcached memcached() {
    return Memcached.SERVICE;
  }

  private static final class Kafka {
    static final EmbeddedKafka SERVICE = started("kafka", EmbeddedKafka::start);
  }

  private static final class Hdfs {
    static final EmbeddedHdfs SERVICE = started("hdfs", EmbeddedHdfs::start);
  }

  private static final class MariaDb {
    static final EmbeddedMariaDb SERVICE = started("mariadb", EmbeddedMariaDb::start);
  }

  private static final class Memcached {
    static final EmbeddedMemcached SERVICE = started("memcached", EmbeddedMemcached::start);
  }

  private static <T extends AutoCloseable> T started(
      String name, Function<ServiceConfig, T> start) {
    T service = start.apply(ServiceConfig.in(ROOT.resolve(name)));
    synchronized (started) {
      if (started.isEmpty()) {
        Runtime.getRuntime().addShutdownHook(new Thread(TestServices::stop, "test-services-stop"));
      }
      started.push(service);
    }
    return service;
  }

  private static void stop() {
    synchronized (started) {
      for (AutoCloseable service : started) {
        try {
          service.close();
        } catch (Exception e) {
          System.err.println("Stopping a test's service failed: " + e);
        }
      }
    }
    Directories.delete(ROOT);
  }
}
