package io.lambdax.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentFileTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "LAMBDAX_SOURCES",
          "/it's a $(path)/with \"all\"\nof it",
          "HADOOP_CONF_DIR",
          "",
          "LAMBDAX_BATCH_CLASSPATH",
          "a/long/class/path.jar:".repeat(5000));

  @TempDir private Path directory;

  @Test
  void whatIsWritten_isReadBack() {
    Path file = directory.resolve("env");
    EnvironmentFile.write(file, ENVIRONMENT);
    assertThat(EnvironmentFile.read(file)).isEqualTo(ENVIRONMENT);
  }

  @Test
  void shell_readsTheSame() throws Exception {
    Path file = directory.resolve("env");
    EnvironmentFile.write(file, ENVIRONMENT);
    Process shell =
        new ProcessBuilder(
                "/bin/sh", "-c", ". \"$1\"; printf %s \"$LAMBDAX_SOURCES\"", "sh", "" + file)
            .start();
    assertThat(
            new String(
                shell.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo(ENVIRONMENT.get("LAMBDAX_SOURCES"));
  }

  @Test
  void onlyTheOwnerMayRead_evenWhereAFileWasLeft() throws Exception {
    Path file = Files.writeString(directory.resolve("env"), "left over, open to all");
    try (EnvironmentFile written = EnvironmentFile.write(file, ENVIRONMENT)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(written).isNotNull();
    }
    assertThat(file).doesNotExist();
  }
}
