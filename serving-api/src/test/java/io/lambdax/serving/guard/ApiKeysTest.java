package io.lambdax.serving.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  private static final String ONE = "0123456789abcdef-one";
  private static final String TWO = "0123456789abcdef-two";

  @TempDir Path directory;

  @Test
  void everyWayToBringAKey_fromTextAndFile() throws Exception {
    Path file = Files.writeString(directory.resolve("keys"), "# ours\n\n  " + TWO + "  \n");
    ApiKeys keys = ApiKeys.of(" " + ONE + ",", file.toString()).orElseThrow();
    for (String key : new String[] {ONE, TWO}) {
      assertThat(keys.admit(key, null)).isTrue();
      assertThat(keys.admit(null, "Bearer " + key)).isTrue();
      assertThat(keys.admit(null, "bearer  " + key)).isTrue();
      assertThat(keys.admit(null, basic("anyone:" + key))).isTrue();
    }
    assertThat(keys.admit(null, null)).isFalse();
    assertThat(keys.admit("", "")).isFalse();
    assertThat(keys.admit(ONE + "x", "Bearer " + TWO.substring(1))).isFalse();
    assertThat(keys.admit(null, "Basic %%%")).isFalse();
    assertThat(keys.admit(null, basic(ONE + ":"))).as("as user name").isFalse();
    assertThat(keys.admit(null, "Digest " + ONE)).isFalse();
    assertThat(keys.admit("# ours", null)).isFalse();
  }

  private static String basic(String pair) {
    byte[] bytes = pair.getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void noKeys_letEverybodyIn_butAFileWithoutAnyIsRefused() throws Exception {
    assertThat(ApiKeys.of(" ", "")).isEmpty();
    Path empty = Files.writeString(directory.resolve("empty"), "# none\n");
    assertThatThrownBy(() -> ApiKeys.of("", empty.toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("holds no key");
    assertThatThrownBy(() -> ApiKeys.of("", directory.resolve("none").toString()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("lambdax.serving.api-keys-file")
        .hasMessageContaining("NoSuchFile");
  }

  @Test
  void weakKey_isRefused_andNotRepeated() {
    assertThatThrownBy(() -> ApiKeys.of("letmein", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a key of 7 characters")
        .hasMessageContaining("openssl rand -hex 32")
        .hasMessageNotContaining("letmein");
  }
}
