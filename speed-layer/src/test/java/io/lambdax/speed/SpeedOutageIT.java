package io.lambdax.speed;

import static io.lambdax.speed.TestPlatform.DEU;
import static io.lambdax.speed.TestPlatform.FRA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lambdax.local.services.EmbeddedKafka;
import io.lambdax.local.services.EmbeddedMariaDb;
import io.lambdax.local.services.ServiceConfig;
import io.lambdax.testing.PartProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real speed layer whose MySQL and Kafka, its own, are stopped and come back. */
class SpeedOutageIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path directory;

  @Test
  void eachNeighbourThatGoesIsNamedByReadyzAndNothingIsLost() throws Exception {
    ServiceConfig mysqlHome = ServiceConfig.in(directory.resolve("mysql"));
    ServiceConfig kafkaHome = ServiceConfig.in(directory.resolve("kafka"));
    EmbeddedMariaDb mysql = EmbeddedMariaDb.start(mysqlHome);
    EmbeddedKafka kafka = EmbeddedKafka.start(kafkaHome);
    try (TestPlatform platform = new TestPlatform(mysql, kafka);
        PartProcess speed = TestPlatform.SPEED.start(directory, "speed", platform.settings())) {
      // Ready while there is nothing yet to be read.
      awaitReadiness(speed, "200");
      platform.first();
      platform.cover(1);
      platform.put(DEU, 120, 1);
      platform.facts().publish();
      platform.assertRight(1, SOON);

      int mysqlPort = mysql.port();
      mysql.close();
      platform.put(FRA, 120, 2);
      platform.facts().publish();
      awaitReadiness(speed, "503", "MySQL does not answer");
      mysql = EmbeddedMariaDb.start(new ServiceConfig(mysqlHome.directory(), mysqlPort));
      platform.assertRight(1, SOON);
      awaitReadiness(speed, "200");

      int kafkaPort = kafka.port();
      kafka.close();
      awaitReadiness(speed, "503", "Kafka does not answer");
      kafka = EmbeddedKafka.start(new ServiceConfig(kafkaHome.directory(), kafkaPort));
      platform.put(DEU, 121, 3);
      platform.facts().publish();
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

  private static void awaitReadiness(PartProcess speed, String... contained) {
    await().atMost(SOON).untilAsserted(() -> assertThat(speed.readiness()).contains(contained));
  }
}
