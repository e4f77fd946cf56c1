package io.lambdax.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Checkpoints and the supervisor end a JVM, so they are seen from outside one. */
class ChildJvmTest {
  /** Waits for ever, watched. */
  static final class Waits {
    public static void main(String[] args) throws InterruptedException {
      Supervisor.watch();
      Thread.currentThread().join();
    }
  }

  /** Passes one point three times. */
  static final class Passes {
    public static void main(String[] args) {
      for (int i = 1; i <= 3; i++) {
        System.out.println("before " + i);
        Checkpoint.reached("after-commit");
      }
    }
  }

  @Test
  void checkpoint_haltsTheTimeItWasAskedTo() throws Exception {
    Process process = start(Passes.class, Map.of("LAMBDAX_HALT_AT", "after-commit#2"));
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(output).contains("before 2").doesNotContain("before 3");
  }

  @Test
  void checkpoint_unasked_doesNothing() throws Exception {
    Process process = start(Passes.class, Map.of("LAMBDAX_HALT_AT", "elsewhere"));
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void supervisorGone_endsTheJvm() throws Exception {
    Process supervisor = start(Waits.class, Map.of());
    Process watched = start(Waits.class, Map.of(Supervisor.PID, Long.toString(supervisor.pid())));
    try {
      assertThat(watched.waitFor(1, TimeUnit.SECONDS)).isFalse();
      supervisor.destroyForcibly();
      assertThat(watched.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(watched.exitValue()).isEqualTo(143);
    } finally {
      supervisor.destroyForcibly();
      watched.destroyForcibly();
    }
  }

  private static Process start(Class<?> main, Map<String, String> environment) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true).environment().putAll(environment);
    return builder.start();
  }
}
