package io.lambdax.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What MySQL's pod does before the server starts: the chart's own script, with a stand-in for
 * {@code mysqld --initialize-insecure}. ChartFlowIT runs the statements.
 */
class MysqlStartTest {

  /** Makes a directory with a file, and ends half-way where BREAKS says so. */
  private static final String MYSQLD =
      """
      #!/bin/bash
      echo "$*" >> "$CALLS"
      [ "$1" = --initialize-insecure ] || exit 9
      target=${2#--datadir=}
      [ ! -e "$target" ] || exit 8
      mkdir "$target"
      echo half > "$target/ibdata1"
      [ -z "$BREAKS" ] || kill -KILL $PPID
      echo whole > "$target/ibdata1"
      """;

  @TempDir Path root;

  private final Rendered.Workload mysql = Chart.render(Variant.DEFAULT).workload("mysql");
  private final Map<String, String> passwords = new HashMap<>();

  @BeforeEach
  void prepare() throws IOException {
    write("bin/mysqld", MYSQLD);
    Files.setPosixFilePermissions(
        root.resolve("bin/mysqld"), PosixFilePermissions.fromString("rwx------"));
    Files.createDirectories(root.resolve("data"));
    Files.createDirectories(root.resolve("start"));
    write(
        "users/users.sh",
        Chart.render(Variant.DEFAULT)
            .one("ConfigMap", "lambdax-mysql-users")
            .at("/data/users.sh")
            .asText());
    for (JsonNode variable : mysql.containers().get(0).path("env")) {
      passwords.put(
          variable.path("name").asText(), "of" + variable.path("name").asText().replace("_", ""));
    }
  }

  @Test
  void anInitializationThatWasCutOff_isDoneAgain_andAWholeOneNeverIs() throws Exception {
    passwords.put("BREAKS", "yes");
    assertThat(start()).isNotZero();
    assertThat(root.resolve("data/mysql")).doesNotExist();

    passwords.remove("BREAKS");
    assertThat(start()).isZero();
    assertThat(root.resolve("data/mysql/ibdata1")).hasContent("whole");
    assertThat(root.resolve("data/mysql.new")).doesNotExist();

    write("data/mysql/ibdata1", "everything");
    assertThat(start()).isZero();
    assertThat(root.resolve("data/mysql/ibdata1")).hasContent("everything");
    assertThat(root.resolve("calls")).content().hasLineCount(2);
  }

  @Test
  void anEmptyDirectoryOfAnEarlierMount_isNoData() throws Exception {
    Files.createDirectory(root.resolve("data/mysql"));
    assertThat(start()).isZero();
    assertThat(root.resolve("data/mysql/ibdata1")).hasContent("whole");
  }

  @Test
  void everyStart_makesWhatIsMissing_withThePasswordsOfThen_forNobodyElseToRead() throws Exception {
    assertThat(start()).isZero();
    passwords.put("SPEED_LAYER_PASSWORD", "changed");
    assertThat(start()).isZero();
    Path sql = root.resolve("start/users.sql");
    assertThat(sql)
        .content()
        .contains(
            "CREATE DATABASE IF NOT EXISTS `lambdax`;",
            "ALTER USER 'root'@'localhost' IDENTIFIED BY 'ofROOTPASSWORD';",
            "CREATE USER IF NOT EXISTS 'lambdax-speed-layer'@'%';",
            "ALTER USER 'lambdax-speed-layer'@'%' IDENTIFIED BY 'changed' REQUIRE SSL;",
            "GRANT SELECT ON `lambdax`.* TO 'lambdax-serving-api'@'%';");
    assertThat(Files.readAllLines(sql)).allMatch(line -> line.endsWith(";")).hasSize(2 + 5 * 3);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sql)))
        .isEqualTo("rw-------");
    assertThat(root.resolve("calls")).content().doesNotContain("of", "changed");
  }

  @Test
  void aPasswordThatWouldNeedQuoting_isRefusedByName() throws Exception {
    passwords.put("BATCH_JOB_PASSWORD", "it's");
    assertThat(start()).isNotZero();
    assertThat(root.resolve("log"))
        .content()
        .contains("batch-job-password must be letters and digits")
        .doesNotContain("it's");
  }

  @Test
  void theServerReadsThatFile_whichIsInMemory() {
    JsonNode server = mysql.pod().path("containers").get(0);
    assertThat(server.at("/command/0").asText()).isEqualTo("mysqld");
    assertThat(server.at("/args/0").asText()).isEqualTo("--init-file=/etc/lambdax/start/users.sql");
    assertThat(Rendered.stream(mysql.pod().path("volumes")))
        .anyMatch(
            volume ->
                volume.path("name").asText().equals("start")
                    && volume.at("/emptyDir/medium").asText().equals("Memory"));
  }

  private int start() throws IOException, InterruptedException {
    JsonNode container = mysql.containers().get(0);
    String script =
        container
            .at("/args/0")
            .asText()
            .replace("/data/", root + "/data/")
            .replace("/etc/lambdax/", root + "/");
    ProcessBuilder bash =
        new ProcessBuilder("bash", "-ec", script)
            .redirectErrorStream(true)
            .redirectOutput(root.resolve("log").toFile());
    bash.environment().putAll(passwords);
    bash.environment().put("CALLS", root.resolve("calls").toString());
    bash.environment()
        .merge("PATH", root.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    return bash.start().waitFor();
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
