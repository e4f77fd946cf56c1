package io.lambdax.batch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JobArgumentsTest {

  @Test
  void argumentsComeInAnyOrder() {
    assertThat(JobArguments.parse("--token", "t", "--version", "7", "--lake-id", "lake-1"))
        .isEqualTo(new JobArguments("lake-1", 7, "t"));
  }

  @Test
  void whatIsMissingOrUnknownIsNamedWithTheUsage() {
    assertRefused("--version is missing: expected --lake-id", "--lake-id", "a", "--token", "t");
    assertRefused("--lake-id is missing");
    assertRefused("argument '--lake': expected --lake-id", "--lake", "a");
    assertRefused("argument '--token'", "--lake-id", "a", "--version", "1", "--token");
  }

  @Test
  void badValuesAreRefused() {
    assertRefused("--version is '1.5': expected a number", given("a", "1.5", "t"));
    assertRefused("--version is 0: expected 1 or more", given("a", "0", "t"));
    assertRefused("--token is empty", given("a", "1", " "));
    assertRefused("expected letters, digits and '-'", given("../other", "1", "t"));
    assertRefused("at most 64", given("a".repeat(65), "1", "t"));
  }

  private static String[] given(String lake, String version, String token) {
    return new String[] {"--lake-id", lake, "--version", version, "--token", token};
  }

  private static void assertRefused(String message, String... args) {
    assertThatThrownBy(() -> JobArguments.parse(args))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
