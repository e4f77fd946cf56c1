package io.lambdax.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installer that is none, in the place of MariaDB's. */
class MariaDbInstallTest {
  @TempDir private Path directory;
  private MariaDbCommand command;

  @BeforeEach
  void place() throws Exception {
    command = new MariaDbCommand(new MariaDbFiles(directory), directory);
    Files.createDirectories(command.files().installer().getParent());
  }

  @Test
  void installerThatHangs_isEndedWithWhatItStarted() throws Exception {
    installer("echo 'ERROR: no room'; tail -f /dev/null & echo $! > $0.child; wait");

    assertThatThrownBy(() -> EmbeddedMariaDb.install(command, Duration.ofSeconds(2)))
        .isInstanceOf(ServiceException.class)
        .hasMessageContainingAll("within PT2S", "no room", "mariadb.log");

    assertThat(command.data()).doesNotExist();
    long child =
        Long.parseLong(Files.readString(Path.of(command.files().installer() + ".child")).trim());
    assertThat(ProcessHandle.of(child)).isEmpty();
  }

  @Test
  void installerThatFails_isNotTakenForDone() throws Exception {
    installer("echo 'ERROR: no rights'; exit 7");

    assertThatThrownBy(() -> EmbeddedMariaDb.install(command, Duration.ofMinutes(1)))
        .isInstanceOf(ServiceException.class)
        .hasMessageContainingAll("exit code 7", "no rights");

    assertThat(command.data()).doesNotExist();
  }

  private void installer(String script) throws Exception {
    Path file = Files.writeString(command.files().installer(), "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
