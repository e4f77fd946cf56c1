package io.lambdax.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogConfigTest {
  private static final Config DEFAULTS = ConfigFactory.defaultReference();

  @Test
  void defaults_areThoseOfTheReference() {
    assertThat(LogConfig.from(DEFAULTS).topics())
        .isEqualTo(new Topics("facts", "imports", "sources", 4, (short) -1));
  }

  @Test
  void everySetting_isTaken() {
    Config config =
        ConfigFactory.parseString(
            """
            lambdax.kafka { bootstrap = "k:1", properties-file = "", topics {
              facts = f, imports = i, sources = s, facts-partitions = 2, replication = 3 } }
            """);
    assertThat(LogConfig.from(config))
        .isEqualTo(new LogConfig("k:1", new Topics("f", "i", "s", 2, (short) 3), Map.of()));
  }

  @Test
  void fileOfProperties_isGivenToEveryClient_butNotTheAddress(@TempDir Path dir) throws Exception {
    Files.writeString(dir.resolve("sasl.jaas.config"), "module required password=\"s3cret\";");
    Path file =
        Files.writeString(
            dir.resolve("client.properties"),
            """
            security.protocol=SASL_PLAINTEXT
            sasl.jaas.config=${dir:%1$s:sasl.jaas.config}
            config.providers=dir
            config.providers.dir.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
            config.providers.dir.param.allowed.paths=%1$s
            bootstrap.servers=another:1
            """
                .formatted(dir));
    LogConfig config =
        LogConfig.from(
            set("lambdax.kafka { bootstrap = \"k:1\", properties-file = \"" + file + "\" }"));

    AdminClientConfig client = new AdminClientConfig(config.properties());

    assertThat(client.getString("security.protocol")).isEqualTo("SASL_PLAINTEXT");
    assertThat(client.getPassword("sasl.jaas.config").value()).contains("s3cret");
    assertThat(client.getList("bootstrap.servers")).containsExactly("k:1");
    assertThat(new LogConfig("k:1", config.topics(), Map.of("password", "s3cret")).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void fileOfPropertiesThatIsMissing_isRefusedByName() {
    assertThatThrownBy(() -> LogConfig.from(set("lambdax.kafka.properties-file = \"/none/here\"")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/none/here")
        .hasMessageContaining("LAMBDAX_KAFKA_PROPERTIES_FILE");
  }

  @Test
  void nonsense_isRefusedByName() {
    assertThatThrownBy(() -> LogConfig.from(set("lambdax.kafka.topics.facts-partitions = 0")))
        .hasMessageContaining("facts-partitions = 0");
    assertThatThrownBy(() -> LogConfig.from(set("lambdax.kafka.bootstrap = \"\"")))
        .hasMessageContaining("LAMBDAX_KAFKA_BOOTSTRAP");
  }

  private static Config set(String text) {
    return ConfigFactory.parseString(text).withFallback(DEFAULTS);
  }
}
