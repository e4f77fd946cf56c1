package io.lambdax.speed;

import static io.lambdax.speed.TestPlatform.DEU;
import static io.lambdax.speed.TestPlatform.FRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.testing.PartProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real speed layer whose MySQL and Kafka, its own, are stopped and come back. */
class SpeedOutageIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path directory;

  @Test
  void neighboursThatAreKilledAreNamedByReadyz_andNothingIsLost() throws Exception {
    long seed = Long.getLong("lambdax.chaos.seed", System.nanoTime());
    System.out.println("SpeedOutageIT: again with -Dlambdax.chaos.seed=" + seed);
    Random random = new Random(seed);
    Path mysqlHome = directory.resolve("mysql");
    Path kafkaHome = directory.resolve("kafka");
    EmbeddedMariaDb mysql = EmbeddedMariaDb.start(ServiceConfig.in(mysqlHome));
    KafkaProcess kafka = KafkaProcess.start(kafkaHome, 0);
    try (TestPlatform platform = new TestPlatform(mysql, kafka.bootstrap());
        PartProcess speed = TestPlatform.SPEED.start(directory, "speed", platform.settings())) {
      // Ready while there is nothing yet to be read.
      awaitReadiness(speed, "200");
      platform.first();
      platform.cover(1);
      platform.put(DEU, 120, 1);
      platform.facts().publish();
      platform.assertRight(1, SOON);

      Future<Void> published = publish(platform, random);
      int mysqlPort = mysql.port();
      kill(mysql);
      published.get();
      awaitReadiness(speed, "503", "MySQL does not answer");
      mysql = EmbeddedMariaDb.start(new ServiceConfig(mysqlHome, mysqlPort));
      platform.assertRight(1, SOON);
      awaitReadiness(speed, "200");

      published = publish(platform, random);
      int kafkaPort = kafka.port();
      kafka.close();
      awaitReadiness(speed, "503", "Kafka does not answer");
      kafka = KafkaProcess.start(kafkaHome, kafkaPort);
      awaitEnd(published);
      platform.facts().catchUp();
      platform.assertRight(1, SOON);
      awaitReadiness(speed, "200");

      assertThat(speed.log()).noneMatch(line -> line.contains(" ERROR "));
      assertThat(speed.log())
          .filteredOn(line -> line.contains(" does not answer, trying again until it does"))
          .as("each outage is said once")
          .hasSize(2);
    } finally {
      kafka.close();
      mysql.close();
    }
  }

  /** Publishes a version; returns at some moment before or after its end. */
  private static Future<Void> publish(TestPlatform platform, Random random) throws Exception {
    platform.put(FRA, 100 + random.nextInt(30), random.nextInt(1_000));
    platform.put(DEU, 100 + random.nextInt(30), random.nextInt(1_000));
    FutureTask<Void> publish =
        new FutureTask<>(
            () -> {
              platform.facts().publish();
              return null;
            });
    Thread thread = new Thread(publish, "publish");
    thread.setDaemon(true);
    thread.start();
    try {
      publish.get(random.nextInt(500), TimeUnit.MILLISECONDS);
    } catch (TimeoutException stillPublishing) {
      // As it may be.
    }
    return publish;
  }

  /** Published or not: the next start of the importer sees to it. */
  private static void awaitEnd(Future<Void> published) throws InterruptedException {
    try {
      published.get();
    } catch (ExecutionException e) {
      assertThat(e).hasRootCauseInstanceOf(KafkaException.class);
    }
  }

  private static void kill(EmbeddedMariaDb mysql) {
    ProcessHandle server = ProcessHandle.of(mysql.pid()).orElseThrow();
    server.destroyForcibly();
    server.onExit().join();
    mysql.close();
  }

  private static void awaitReadiness(PartProcess speed, String... contained) {
    await().atMost(SOON).untilAsserted(() -> assertThat(speed.readiness()).contains(contained));
  }
}
