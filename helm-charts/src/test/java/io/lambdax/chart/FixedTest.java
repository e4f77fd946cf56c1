package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an upgrade may not change, since nobody could carry it out, is refused before it begins. */
class FixedTest {

  private static final String KAFKA = "/apis/kafka.strimzi.io/v1/namespaces/data/";
  private static final String OBJECT =
      "{\"apiVersion\":\"kafka.strimzi.io/v1\",\"kind\":\"%s\",\"metadata\":{\"name\":\"%s\",\"namespace\":\"data\"},\"spec\":%s}";

  /** A Kafka of three brokers, as the chart made it. */
  @BeforeEach
  void installed() {
    put("kafkanodepools", "KafkaNodePool", "lambdax-nodes", "{\"replicas\":3}");
    put(
        "kafkas",
        "Kafka",
        "lambdax",
        "{\"kafka\":{\"config\":{\"default.replication.factor\":3}}}");
    put("kafkatopics", "KafkaTopic", "lambdax-facts", "{\"partitions\":4}");
  }

  @AfterEach
  void clear() {
    Cluster.INSTANCE.clear();
  }

  @Test
  void anUpgradeThatKeepsThem_isRendered() {
    assertThat(render("{replicas: 3, replication: 3, minInsync: 2}").of("Kafka")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{replicas: 5, replication: 3} | kafka.replicas is 5, but the Kafka that is there has 3",
        "{replicas: 3, replication: 1} | kafka.replication is 1, but the Kafka that is there has 3",
        "{replicas: 3, replication: 3, factsPartitions: 8} | kafka.factsPartitions is 8, but the Kafka that is there has 4",
      })
  void another_isRefused(String kafka, String message) {
    assertThatThrownBy(() -> render(kafka)).hasMessageContaining(message);
  }

  private static Rendered render(String kafka) {
    return Chart.render(Variant.DEFAULT.with("kafka: " + kafka), Chart.RELEASE);
  }

  private static void put(String kinds, String kind, String name, String spec) {
    Cluster.INSTANCE.put(KAFKA + kinds + "/" + name, OBJECT.formatted(kind, name, spec));
  }
}
