package io.lambdax.batch.blas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lambdax.core.kernel.Products;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The native products beside Java's. */
class BackendTest {
  private final Random random = new Random(4);

  /**
   * The build brings the library for this platform; elsewhere Java's products are the found ones.
   */
  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
  void onTheMachineItIsFor_theNativeLibraryIsFound() {
    assertThat(Backend.products().name()).isEqualTo("OpenBLAS");
  }

  @Test
  void whereThereIsNoLibrary_javaIsFound() throws Exception {
    assertThat(foundWith("-Dorg.bytedeco.javacpp.platform=none-at-all")).isEqualTo("Java");
  }

  @Test
  void whereTheLibraryHasNoPlaceOnDisk_javaIsFound() throws Exception {
    Path file = Files.createTempFile("no-directory", "");
    try {
      assertThat(
              foundWith(
                  "-Dorg.bytedeco.javacpp.cachedir=" + file.resolve("cache"),
                  "-Duser.home=" + file,
                  "-Djava.io.tmpdir=" + file))
          .isEqualTo("Java");
    } finally {
      Files.delete(file);
    }
  }

  /** What a JVM of its own finds, for one keeps what it has loaded. */
  private static String foundWith(String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Found.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.strip();
  }

  /** Says what it found. */
  static final class Found {
    public static void main(String[] args) {
      System.out.println(Backend.products().name());
    }
  }

  @Test
  void whatIsFound_saysWhatJavaSays() {
    compare(1, 1, 1, 1);
    compare(3, 5, 17, 4);
    compare(64, 61, 250, 121);
  }

  private void compare(int m, int n, int depth, int offsets) {
    double[][] xs = rows(m, depth);
    double[][] ys = rows(n, depth + offsets - 1);
    double[] got = new double[m * n];
    double[] want = new double[m * n];
    try (Products.Sums found = Backend.products().of(xs, ys, depth, offsets);
        Products.Sums java = Backend.java().of(xs, ys, depth, offsets)) {
      for (int offset = 0; offset < offsets; offset++) {
        found.at(offset, got);
        java.at(offset, want);
        assertThat(got).containsExactly(want, within(1e-12 * depth));
      }
    }
  }

  private double[][] rows(int rows, int days) {
    double[][] out = new double[rows][days];
    for (double[] row : out) {
      for (int day = 0; day < days; day++) {
        row[day] = random.nextDouble() - 0.5;
      }
    }
    return out;
  }
}
