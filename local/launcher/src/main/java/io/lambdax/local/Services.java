package io.lambdax.local;

import io.lambdax.local.services.EmbeddedHdfs;
import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.EmbeddedMemcached;
import io.lambdax.local.services.ServiceConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The four backing services, started side by side. */
record Services(
    EmbeddedKafka kafka, EmbeddedHdfs hdfs, EmbeddedMariaDb mariaDb, EmbeddedMemcached memcached) {

  static Services start(DataDirectory data, Stack stack, Progress progress) {
    var kafka = begin("Kafka", "kafka", data, stack, progress, EmbeddedKafka::start);
    var hdfs = begin("HDFS", "hdfs", data, stack, progress, EmbeddedHdfs::start);
    var mariaDb = begin("MariaDB", "mariadb", data, stack, progress, EmbeddedMariaDb::start);
    var memcached =
        begin("Memcached", "memcached", data, stack, progress, EmbeddedMemcached::start);
    try {
      return new Services(kafka.join(), hdfs.join(), mariaDb.join(), memcached.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new LaunchException("A service does not start: " + e.getCause(), e);
    }
  }

  private static <T extends AutoCloseable> CompletableFuture<T> begin(
      String name,
      String directory,
      DataDirectory data,
      Stack stack,
      Progress progress,
      Function<ServiceConfig, T> start) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                T service = start.apply(ServiceConfig.in(data.resolve(directory)));
                stack.push(name, service);
                progress.stage(name + " is up");
                result.complete(service);
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            },
            "start-" + directory);
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  /** What a part is told about them. */
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("LAMBDAX_KAFKA_BOOTSTRAP", kafka.bootstrap());
    environment.put("LAMBDAX_LAKE_URI", hdfs.uri() + "/lambdax");
    environment.put("HADOOP_CONF_DIR", hdfs.confDir().toString());
    environment.put("LAMBDAX_MYSQL_URL", mariaDb.jdbcUrl());
    environment.put("LAMBDAX_MYSQL_USER", mariaDb.user());
    environment.put("LAMBDAX_MYSQL_PASSWORD", mariaDb.password());
    environment.put("LAMBDAX_MEMCACHED_SERVERS", memcached.servers());
    return environment;
  }

  /** What a part is told beside that which only reads the views: as on a cluster it may no more. */
  Map<String, String> readersEnvironment() {
    return Map.of(
        "LAMBDAX_MYSQL_USER", mariaDb.reader(),
        "LAMBDAX_MYSQL_PASSWORD", mariaDb.readerPassword(),
        "LAMBDAX_MYSQL_MIGRATES", "false");
  }
}
