package io.lambdax.batch.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.testing.BuiltPart;
import io.lambdax.testing.PartProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real controller whose MySQL and Kafka, its own, are stopped and come back. */
class ControllerOutageIT {

  private static final BuiltPart CONTROLLER =
      new BuiltPart("batch-layer/controller", "io.lambdax.batch.controller.Main");

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void eachNeighbourThatGoesIsNamedByReadyzAndHealsWithoutAnExceptionStorm() throws Exception {
    ServiceConfig mysqlHome = ServiceConfig.in(directory.resolve("mysql"));
    ServiceConfig kafkaHome = ServiceConfig.in(directory.resolve("kafka"));
    EmbeddedMariaDb mysql = EmbeddedMariaDb.start(mysqlHome);
    EmbeddedKafka kafka = EmbeddedKafka.start(kafkaHome);
    try (PartProcess controller =
        CONTROLLER.start(directory, "controller", settings(mysql, kafka), "run")) {
      awaitReadiness(controller, "200");

      int mysqlPort = mysql.port();
      mysql.close();
      awaitReadiness(controller, "503", "MySQL does not answer");
      mysql = EmbeddedMariaDb.start(new ServiceConfig(mysqlHome.directory(), mysqlPort));
      awaitReadiness(controller, "200");

      int kafkaPort = kafka.port();
      kafka.close();
      awaitReadiness(controller, "503", "Kafka does not answer");
      kafka = EmbeddedKafka.start(new ServiceConfig(kafkaHome.directory(), kafkaPort));
      awaitReadiness(controller, "200");

      assertThat(controller.log()).noneMatch(line -> line.startsWith("\tat "));
      assertThat(controller.log())
          .filteredOn(line -> line.contains(" does not answer, trying again until it does"))
          .as("each outage is said once")
          .hasSize(2);
      assertThat(controller.log()).hasSizeLessThan(60);
    } finally {
      kafka.close();
      mysql.close();
    }
  }

  private static Map<String, String> settings(EmbeddedMariaDb mysql, EmbeddedKafka kafka) {
    Map<String, String> settings = new HashMap<>(new TestDatabase(mysql, "lambdax").settings());
    settings.put("lambdax.kafka.bootstrap", kafka.bootstrap());
    settings.put("lambdax.kafka.topics.replication", "1");
    settings.put("lambdax.batch.process.classpath", "not launched in this test");
    return settings;
  }

  private static void awaitReadiness(PartProcess controller, String... contained) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(controller.readiness()).contains(contained));
  }
}
